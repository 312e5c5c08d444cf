/** Quotations (试算、报价单) as the API answers them, and the form behind them. */

import type { Body } from '@/api/address'
import type { Shape } from '@/api/shapes'
import { today } from '@/words/format'

export type Step = Shape<'PriceStep'>

export type Line = Shape<'QuotedLine'>

export type LoanMonth = Shape<'LoanMonth'>

export type Repayment = Shape<'Repayment'>

export type Loan = Shape<'QuotedLoan'>

export type TaxNote = Shape<'TaxNote'>

export type Calculation = Shape<'Calculation'>

export type QuotationRow = Shape<'QuotationRow'>

export type Quotation = Shape<'StoredQuotation'>

export type QuotationDocument = Shape<'QuotationDocument'>

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
export type Terms = Body<'put', `/quotations/${string}`>

export function termsOf(form: Form): Terms {
  const asked: Partial<Terms> = {}
  for (const name of ['price', 'payment_plan_id', 'deposit', 'sign_on'] as const) if (form[name]) asked[name] = form[name]
  if (form.discount_ids.length) asked.discount_ids = form.discount_ids
  for (const part of LOANS_OF[form.payment_method] ?? []) {
    const rate = form[`${part}_rate`]
    asked[`${part}_months`] = form[`${part}_years`] * MONTHS
    if (form[`${part}_amount`]) asked[`${part}_amount`] = form[`${part}_amount`]
    if (rate) asked[`${part}_rate`] = Number.isFinite(Number(rate)) ? (Number(rate) / 100).toFixed(6) : rate
  }
  return { payment_method: form.payment_method, home: form.home, ...asked }
}

export const colourOf = (status: string) =>
  (({ reviewed: 'success', in_review: 'warning', used: 'primary', expired: 'danger' }) as const)[status] ?? 'info'
