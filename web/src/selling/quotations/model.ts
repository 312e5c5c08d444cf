/** Quotations (试算、报价单) as the API answers them, and the form behind them. */

import { today } from '@/words/format'

export interface Step {
  discount_id: string
  name: string
  off: string
  price: string
}

export interface Line {
  name: string
  kind: string
  amount: string
  due_on: string | null
}

export interface LoanMonth {
  number: number
  payment: string
  principal: string
  interest: string
  balance: string
}

export interface Repayment {
  first: string
  last: string
  interest: string
  total: string
  first_year: LoanMonth[]
}

export interface Loan {
  kind: string
  amount: string
  annual_rate: string
  months: number
  equal_instalment: Repayment
  equal_principal: Repayment
}

export interface TaxNote {
  kind: string
  rate: string | null
  base: string | null
  amount: string | null
  source: string
  as_of: string
}

export interface Calculation {
  unit_id: string
  day: string
  sign_on: string
  list_price: string
  price: string
  discount: string
  steps: Step[]
  payment_method: string
  payment_plan_id: string | null
  payment_plan: string
  deposit: string
  lines: Line[]
  loans: Loan[]
  loan_sums: Record<string, string> | null
  home: string
  taxes: TaxNote[]
}

export interface QuotationRow {
  id: string
  number: string
  project_id: string
  unit_id: string
  building: string
  stair: string
  unit_number: string
  customer_id: string
  consultant_id: string
  status: string
  list_price: string
  price: string
  discount: string
  payment_method: string
  valid_until: string
  created_at: string
  reviewed_at: string | null
  deal_id: string | null
}

export interface Quotation extends QuotationRow {
  calculation: Calculation
}

export interface QuotationDocument {
  quotation: Quotation
  project: { name: string; developer: string; address: string | null; presale_permit: string | null }
  unit: {
    building: string
    stair: string
    number: string
    floor: number
    house_type: string
    layout: string | null
    usage: string
    gross_area: string
    inner_area: string | null
    orientation: string | null
  }
  reviewers: { role: string; by: string; at: string }[]
}

/** What is typed: rates in per cent, terms in years. Empty: as the project or the plan has it. */
export interface Form {
  discount_ids: string[]
  price: string
  payment_method: string
  payment_plan_id: string
  deposit: string
  sign_on: string
  home: string
  commercial_amount: string
  commercial_rate: string
  commercial_years: number
  fund_amount: string
  fund_rate: string
  fund_years: number
}

export const LOANS_OF: Record<string, ('commercial' | 'fund')[]> = {
  commercial_loan: ['commercial'],
  provident_fund: ['fund'],
  combined_loan: ['commercial', 'fund'],
}
const MONTHS = 12
const KIND_OF = { commercial: 'commercial_loan', fund: 'provident_fund' } as const

export function emptyForm(): Form {
  return {
    discount_ids: [],
    price: '',
    payment_method: 'commercial_loan',
    payment_plan_id: '',
    deposit: '',
    sign_on: '',
    home: 'first',
    commercial_amount: '',
    commercial_rate: '',
    commercial_years: 30,
    fund_amount: '',
    fund_rate: '',
    fund_years: 30,
  }
}

/** The form that leads to a calculation. */
export function formOf(found: Calculation): Form {
  const form: Form = {
    ...emptyForm(),
    discount_ids: found.steps.map((step) => step.discount_id),
    price: found.steps.length || found.price === found.list_price ? '' : found.price,
    payment_method: found.payment_method,
    payment_plan_id: found.payment_plan_id ?? '',
    deposit: found.deposit,
    sign_on: found.sign_on >= today() ? found.sign_on : '',
    home: found.home,
  }
  for (const part of LOANS_OF[found.payment_method] ?? []) {
    const loan = found.loans.find((one) => one.kind === KIND_OF[part])
    form[`${part}_amount`] = loan?.amount ?? '0'
    if (!loan) continue
    form[`${part}_rate`] = String(Number((Number(loan.annual_rate) * 100).toFixed(4)))
    form[`${part}_years`] = loan.months / MONTHS
  }
  return form
}

/** What the API is asked. A rate that is no number is sent as it is, so that it is refused by name. */
export function termsOf(form: Form): Record<string, string | number | string[]> {
  const asked: Record<string, string | number | string[]> = { payment_method: form.payment_method, home: form.home }
  for (const name of ['price', 'payment_plan_id', 'deposit', 'sign_on'] as const) if (form[name]) asked[name] = form[name]
  if (form.discount_ids.length) asked.discount_ids = form.discount_ids
  for (const part of LOANS_OF[form.payment_method] ?? []) {
    const rate = form[`${part}_rate`]
    asked[`${part}_months`] = form[`${part}_years`] * MONTHS
    if (form[`${part}_amount`]) asked[`${part}_amount`] = form[`${part}_amount`]
    if (rate) asked[`${part}_rate`] = Number.isFinite(Number(rate)) ? (Number(rate) / 100).toFixed(6) : rate
  }
  return asked
}

/** The same as a query; a list is repeated. */
export function queryOf(form: Form): string {
  const pairs = Object.entries(termsOf(form)).flatMap(([name, value]) =>
    Array.isArray(value) ? value.map((one) => [name, one]) : [[name, String(value)]],
  )
  return new URLSearchParams(pairs).toString()
}

export const colourOf = (status: string) =>
  (({ reviewed: 'success', in_review: 'warning', used: 'primary', expired: 'danger' }) as const)[status] ?? 'info'
