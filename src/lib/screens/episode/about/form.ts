import type { LiveService } from '#lib/live/service.svelte.ts'
import type { LocalDate } from '#lib/reablement/dates.ts'

/** What a form holds, by name; of ticks those that are set, with | between them. */
export type Values = Record<string, string>

/** One question of a form. */
export interface Field {
  name: string
  label: string
  kind: 'text' | 'lines' | 'date' | 'number' | 'choice' | 'either' | 'ticks'
  /** What it starts with. */
  value: string
  /** May be left empty: the label says so. */
  maybe?: boolean
  hint?: string
  /** Of a choice, an either and ticks: value and words. */
  options?: readonly (readonly [value: string, words: string])[]
  /** Of a text: what is offered while typing. */
  offers?: readonly string[]
  longest?: number
  least?: LocalDate | number
  most?: LocalDate | number
  /** Left out while this is not so. */
  when?: (values: Values) => boolean
}

/** What a refused form shows: the words, and beside which field. */
export interface Refused {
  words: string
  field: string | undefined
}

export type Send = (values: Values) => ReturnType<LiveService['command']>

/** Empty is null. */
export const orNull = (text: string | undefined): string | null => text?.trim() || null

/** A number as typed; what is none is refused by the server, by its field. */
export const numberOf = (text: string | undefined): number => (text?.trim() ? Number(text) : Number.NaN)

export const yesNoUnknown = [
  ['yes', 'Yes'],
  ['no', 'No'],
  ['', 'Not known'],
] as const

export const fromYesNo = (text: string | undefined): boolean | null =>
  text === 'yes' ? true : text === 'no' ? false : null

export const toYesNo = (value: boolean | null): string => (value === null ? '' : value ? 'yes' : 'no')
