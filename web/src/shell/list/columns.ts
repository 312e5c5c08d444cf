/** The columns of a list, and which of them somebody wants to see. */

import { computed, ref } from 'vue'

export interface Column<Row> {
  key: string
  label: string
  /** What the cell says, in the table (without a slot of that name) and in Excel. */
  text: (row: Row) => string | number | null | undefined
  /** Yuan as the API answers them: right-aligned, in the total row, a number in Excel. */
  isMoney?: boolean
  width?: number
  /** The API's word for the order by this column. */
  sort?: string
  /** Shown only to who chooses it. */
  isExtra?: boolean
}

const KEPT = 'loupan.columns.'

/** Remembered in this browser by the list's name. */
export function useColumns<Row>(name: string, columns: () => Column<Row>[]) {
  const kept = localStorage.getItem(KEPT + name)
  const chosen = ref<string[] | null>(kept ? kept.split(',') : null)
  const usual = computed(() =>
    columns()
      .filter((column) => !column.isExtra)
      .map(({ key }) => key),
  )
  const keys = computed<string[]>({
    get: () => chosen.value ?? usual.value,
    set: (value) => {
      chosen.value = value
      localStorage.setItem(KEPT + name, value.join(','))
    },
  })
  const shown = computed(() => columns().filter(({ key }) => keys.value.includes(key)))

  function forget(): void {
    chosen.value = null
    localStorage.removeItem(KEPT + name)
  }

  return { keys, shown, forget }
}

const CENTS = 100

/** The sum of a money column, to the cent. */
export function sum<Row>(column: Column<Row>, rows: readonly Row[]): string {
  const cents = rows.reduce((total, row) => total + Math.round(Number(column.text(row) ?? 0) * CENTS), 0)
  return (cents / CENTS).toFixed(2)
}
