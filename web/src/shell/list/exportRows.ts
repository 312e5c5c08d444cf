/** What a list shows, as an Excel file: the columns and rows as they stand on the page, every text a text. */

import type { SheetData } from 'write-excel-file/browser'
import { sum, type Column } from '@/shell/list/columns'

const MONEY = '#,##0.00'
const WIDTH = 16

export async function exportRows<Row>(title: string, columns: Column<Row>[], rows: readonly Row[], total: string): Promise<void> {
  const { default: writeExcelFile } = await import('write-excel-file/browser')
  const sums = columns.some(({ isMoney }) => isMoney)
    ? [columns.map((column, place) => (column.isMoney ? amount(sum(column, rows)) : place ? null : words(total)))]
    : []
  const sheet: SheetData = [
    columns.map(({ label }) => ({ value: label, type: String, fontWeight: 'bold' as const })),
    ...rows.map((row) => columns.map((column) => cell(column, row))),
    ...sums,
  ]
  const widths = columns.map(() => ({ width: WIDTH }))
  await writeExcelFile(sheet, { columns: widths, stickyRowsCount: 1, sheet: title.slice(0, 31) }).toFile(`${title}.xlsx`)
}

function cell<Row>(column: Column<Row>, row: Row) {
  const value = column.text(row)
  if (value === null || value === undefined || value === '') return null
  if (column.isMoney) return amount(String(value))
  return typeof value === 'number' ? { value, type: Number } : words(value)
}

const amount = (value: string) => ({ value: Number(value), type: Number, format: MONEY })
const words = (value: string) => ({ value, type: String })
