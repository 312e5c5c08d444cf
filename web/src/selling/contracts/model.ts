/** Contracts as the API answers them. */

import type { Shape } from '@/api/shapes'

export type Deviation = Shape<'Deviation'>

export type Draft = Shape<'ContractDraft'>

export type Contract = Shape<'Contract'>

export type ContractRow = Shape<'ContractRow'>

export type Figures = Shape<'ContractFigures'>
