import { z } from 'zod/mini'
import type { ActionState } from './action-steps.ts'
import { itemTitle } from './catalogue.ts'
import type { ActionKind } from './catalogue.ts'
import { addDays, daysBetween, sayLongDay } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { languageCodes } from './languages.ts'
import type { LanguageCode } from './languages.ts'
import { startingRooms } from './line-words.ts'

/**
 * The fixed words of a person's copy, in English. What stands in braces is filled in. An administrator may enter each in
 * another language; what is not entered stands in English. [choice]
 */
export const copyPhrases = {
  title: 'What we agreed with you',
  for: 'For {name}',
  printed: 'Printed on {day}',
  needs: 'What helps you: {needs}',
  coming: 'What happens next',
  nothing: 'Nothing is on its way at the moment.',
  there: 'What you have',
  room: '{thing}, for the {room}',
  many: '{thing}: {count} of them',
  measure: 'Somebody comes to measure on {day}.',
  comes: 'It comes by {day}.',
  comesOn: 'It comes on {day}.',
  bring: '{team} bring it by {day}.',
  fit: '{team} fit it by {day}.',
  install: '{team} set it up and test it with you by {day}.',
  referral: '{team} get in touch with you by {day}.',
  booked: '{team} come on {day}.',
  late: 'It was due on {day}. Ring us if you have heard nothing.',
  came: 'It came on {day}.',
  show: 'Somebody still shows you how to use it. Wait for them before you use it.',
  visited: '{team} have seen to it.',
  lent: 'It is lent to you. When you no longer need it, ring us and we collect it.',
  use: 'How to use it',
  ring: 'Whom to ring',
  emergency: 'In an emergency ring 999.',
} as const
export type CopyPhrase = keyof typeof copyPhrases
export const copyPhraseKeys = Object.keys(copyPhrases) as CopyPhrase[]

/** The words entered for each language; what is left out is said in English. */
export type Translations = Partial<Record<LanguageCode, Partial<Record<CopyPhrase, string>>>>

const telephone = z
  .string()
  .check(
    z.trim(),
    z.regex(/^(?:\+?[\d ()-]{3,25})?$/, 'Give a telephone number: digits, spaces, brackets and hyphens.'),
  )

/** Whom to ring, and the fixed words in other languages: what an administrator enters. Empty: the line is left out. */
export const copySettingsInput = z.object({
  telephone,
  hours: z.string().check(z.trim(), z.maxLength(80, 'Say it in 80 letters.')),
  teams: z.record(z.string().check(z.regex(/^[A-Z]{2}$/)), telephone),
  translations: z.partialRecord(
    z.enum(languageCodes),
    z.partialRecord(
      z.enum(copyPhraseKeys),
      z.string().check(z.trim(), z.maxLength(160, 'Say it in 160 letters.')),
    ),
  ),
})
export type CopySettings = z.infer<typeof copySettingsInput>
export const noCopySettings: CopySettings = { telephone: '', hours: '', teams: {}, translations: {} }

/** An action as far as the person's copy goes: nobody's name, and no words in anybody's own hand. */
export interface CopyAction {
  id: string
  kind: ActionKind
  /** Catalogue code; null: said in somebody's own words, which stay inside. */
  item: string | null
  /** The item's name in the catalogue. */
  name: string
  quantity: number
  room: string | null
  /** The team's name. */
  team: string
  due: LocalDate
  state: ActionState
  bookedFor: LocalDate | null
  /** The day it was brought or fitted; null: not known. */
  deliveredOn: LocalDate | null
  collectedOn: LocalDate | null
  /** The day it ended, when it did. */
  endedOn: LocalDate | null
  supply: string
  returnable: boolean
  /** The team takes it there itself. */
  byUs: boolean
  /** The day somebody comes to measure; null when nobody does, or everything is measured. */
  measureOn: LocalDate | null
}

/** Something said in a language: the translation, or English where there is none. */
export interface Said {
  text: string
  language: LanguageCode
}

/** One thing on the copy. */
export interface CopyLine {
  id: string
  item: string
  /** The team's name. */
  team: string
  what: Said
  /** When it comes, whether it is there, that it is lent: a sentence each. */
  then: Said[]
}

/** How long a referral that is done is still on the copy, in days. [choice] */
export const lately = 14

const inTheHome: readonly ActionState[] = ['delivered', 'shown', 'done']
const onItsWay: readonly ActionState[] = ['agreed', 'accepted', 'booked', 'measured', 'ordered']

/** Says the fixed words in one language, each in English where it is not entered. */
export class CopyWords {
  readonly #language: LanguageCode
  readonly #entered: Partial<Record<CopyPhrase, string>>

  constructor(language: LanguageCode, translations: Translations) {
    this.#language = language
    this.#entered = translations[language] ?? {}
  }

  say(key: CopyPhrase, filled: Record<string, string> = {}): Said {
    const entered = this.#entered[key] ?? ''
    const language = entered === '' ? 'en' : this.#language
    const text = (entered === '' ? copyPhrases[key] : entered).replace(
      /\{(\w+)\}/g,
      (whole, name: string) => filled[name] ?? whole,
    )
    return { text, language }
  }

  /** A phrase about a day, the day in the language of the phrase. */
  onDay(key: CopyPhrase, day: LocalDate, filled: Record<string, string> = {}): Said {
    const { language } = this.say(key)
    return this.say(key, { ...filled, day: sayDayIn(language, day) })
  }
}

/** 'Tuesday 24 November', in the language. */
function sayDayIn(language: LanguageCode, day: LocalDate): string {
  if (language === 'en') return sayLongDay(day).replace(/ \d{4}$/, '')
  const words = new Intl.DateTimeFormat(language, {
    ...{ weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' },
  })
  return words.format(new Date(`${day}T12:00:00Z`))
}

/** What of somebody's actions is on their copy: what comes, by its day, and what they have. Plain tasks and words in somebody's own hand stay inside. */
export function copyLines(
  actions: readonly CopyAction[],
  words: CopyWords,
  today: LocalDate,
): { coming: CopyLine[]; there: CopyLine[]; inside: number } {
  const open = [...onItsWay, ...inTheHome]
  const said = actions.filter(({ item, kind }) => item !== null && kind !== 'task')
  const line = (action: CopyAction): CopyLine => ({
    ...{ id: action.id, item: action.item ?? '', team: action.team, what: whatOf(action, words) },
    then: thenOf(action, words, today),
  })
  const coming = said.filter(({ state }) => onItsWay.includes(state))
  const there = said.filter((action) => isThere(action, today))
  return {
    coming: coming.toSorted((a, b) => dayOf(a).localeCompare(dayOf(b))).map(line),
    there: there.map(line),
    inside: actions.filter(
      ({ item, kind, state }) => open.includes(state) && (item === null || kind === 'task'),
    ).length,
  }
}

const dayOf = ({ bookedFor, due }: CopyAction) => bookedFor ?? due

function isThere({ kind, state, collectedOn, endedOn }: CopyAction, today: LocalDate): boolean {
  if (!inTheHome.includes(state) || collectedOn !== null) return false
  if (kind !== 'referral') return true
  return endedOn !== null && addDays(endedOn, lately) >= today
}

/** 'Perching stool with arms and back, for the kitchen'. Only rooms the service knows: others are in somebody's own words. */
function whatOf({ name, quantity, room }: CopyAction, words: CopyWords): Said {
  const thing = itemTitle(name)
  const known = startingRooms.find((one) => one.name.toLowerCase() === room?.toLowerCase())
  const one = known
    ? words.say('room', { thing, room: known.name.toLowerCase() })
    : { text: thing, language: 'en' as const }
  return quantity === 1 ? one : words.say('many', { thing: one.text, count: String(quantity) })
}

function thenOf(action: CopyAction, words: CopyWords, today: LocalDate): Said[] {
  const { kind, state, team, deliveredOn, returnable } = action
  if (onItsWay.includes(state)) return [...measuringOf(action, words, today), whenOf(action, words, today)]
  if (kind === 'referral') return [words.say('visited', { team })]
  return [
    ...(deliveredOn === null ? [] : [words.onDay('came', deliveredOn)]),
    ...(state === 'delivered' ? [words.say('show')] : []),
    ...(returnable ? [words.say('lent')] : []),
  ]
}

function measuringOf({ measureOn }: CopyAction, words: CopyWords, today: LocalDate): Said[] {
  return measureOn !== null && measureOn >= today ? [words.onDay('measure', measureOn)] : []
}

function whenOf(action: CopyAction, words: CopyWords, today: LocalDate): Said {
  const { kind, team, due, bookedFor, supply } = action
  const comes = comesFromSupplier(action)
  if (bookedFor !== null && bookedFor >= today)
    return words.onDay(comes ? 'comesOn' : 'booked', bookedFor, { team })
  if (daysBetween(due, today) > 0) return words.onDay('late', due)
  if (kind === 'referral') return words.onDay('referral', due, { team })
  if (kind === 'care technology') return words.onDay('install', due, { team })
  if (comes) return words.onDay('comes', due)
  return words.onDay(kind === 'adaptation' || /\bfit\b/.test(supply) ? 'fit' : 'bring', due, { team })
}

/** Whether somebody of the supplier's brings it: what is ordered, or is to be, and we do not take there ourselves. */
function comesFromSupplier({ kind, byUs, state, supply }: CopyAction): boolean {
  return kind === 'equipment' && !byUs && (state === 'ordered' || /\bdeliver/.test(supply))
}
