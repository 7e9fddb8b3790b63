import {
  accommodations,
  cldFields,
  deliveries,
  employments,
  ethnicities,
  ethnicityByLetter,
  fundings,
  genders,
  stayCodes,
} from './cld-codes.ts'
import type { CldField } from './cld-codes.ts'
import { liesIn } from './cld-quarter.ts'
import type { Quarter } from './cld-quarter.ts'
import type { CldSettings } from './cld-settings.ts'
import { isSecondNationally } from './cld-start.ts'
import type { ExportedStart } from './cld-start.ts'
import { csvText } from './csv.ts'
import type { LocalDate } from './dates.ts'
import type { EpisodeKind } from './episode.ts'
import { nationalOutcomes } from './national-outcomes.ts'
import type { NationalOutcome } from './national-outcomes.ts'
import { normaliseNhsNumber } from './nhs-number.ts'

/** What of an episode goes into its row. null is not known; what has codes is as somebody entered it. */
export interface CldFacts {
  episode: string
  kind: EpisodeKind
  /** The first visit has been: active, paused or ended. */
  started: boolean
  start: LocalDate
  /** null: still open, or nobody kept the day. */
  end: LocalDate | null
  /** It is over, whether its day was kept or not. */
  over: boolean
  /** The national outcome that was chosen at the end. */
  outcome: string | null
  exported: ExportedStart
  nhsNumber: string | null
  /** The council's own number of the person, of its case-management system. */
  councilNumber: string | null
  gpPractice: string | null
  sex: string | null
  /** The national value, or the NHS letter. */
  ethnicity: string | null
  born: LocalDate | null
  died: LocalDate | null
  postcode: string | null
  accommodation: string | null
  employment: string | null
  funding: string | null
  supportReason: string | null
}

export type CldRow = Record<CldField, string>

/** What goes out empty: nobody entered it, what was entered has no code we have seen, or it does not fit. */
export interface Unmapped {
  field: CldField
  /** As it was entered; '' where nothing was, and of a number of a person. */
  value: string
  why: 'nothing entered' | 'no verified code' | 'not valid' | 'no end yet'
  episodes: number
}

/** What of the quarter's episodes has no row. */
export interface LeftOut {
  why: 'not reablement' | 'not started' | 'not in this quarter' | 'ended on a day nobody kept'
  episodes: number
}

/** What would go out, to be looked at before it does. */
export interface CldFile {
  quarter: Quarter
  /** By start, then episode. */
  rows: CldRow[]
  /** By field in the file's order, most episodes first. */
  unmapped: Unmapped[]
  leftOut: LeftOut[]
  /** Episodes that went out with another start: each would be a second one nationally. */
  second: string[]
}

type Cell = { value: string } | { trouble: Unmapped['why']; said: string }
const cell = (value: string): Cell => ({ value })
const none = (trouble: Unmapped['why'], said = ''): Cell => ({ trouble, said })

/** A value with codes: one of them, however its letters are written, or listed. */
function coded(said: string | null, codes: readonly string[]): Cell {
  const asked = (said ?? '').trim()
  if (asked === '') return none('nothing entered')
  const found = codes.find((code) => code.toLowerCase() === asked.toLowerCase())
  return found === undefined ? none('no verified code', asked) : cell(found)
}

function plain(said: string | null): Cell {
  const value = (said ?? '').trim()
  return value === '' ? none('nothing entered') : cell(value)
}

const shortSexes = new Map([
  ['m', 'Male'],
  ['f', 'Female'],
])

function genderOf(sex: string | null): Cell {
  const said = (sex ?? '').trim()
  return coded(shortSexes.get(said.toLowerCase()) ?? said, genders)
}

function ethnicityOf(said: string | null): Cell {
  const letter = ethnicityByLetter[(said ?? '').trim().toUpperCase()]
  return letter === undefined ? coded(said, ethnicities) : cell(letter)
}

/** A number that does not fit is nobody's: it goes out empty, and the list does not say it. */
function nhsNumberOf(said: string | null): Cell {
  if (!said?.trim()) return none('nothing entered')
  const number = normaliseNhsNumber(said)
  return number === null ? none('not valid') : cell(number)
}

/** What an open stay's outcome is was not seen in the national code, so it goes out empty. */
function outcomeOf({ end, outcome }: CldFacts): Cell {
  return end === null ? none('no end yet') : coded(outcome, nationalOutcomes)
}

/** Perch does not ask for the day somebody died; of whom it knows that they did, that is missing. */
function deathOf({ died, outcome }: CldFacts): Cell | string {
  const hasDied = outcome === ('NFA: Deceased' satisfies NationalOutcome)
  return hasDied ? plain(died) : (died ?? '')
}

/** Filled as far as we know something; the rest of the fields stay empty, and are no trouble. */
function cellsOf(
  facts: CldFacts,
  settings: CldSettings,
  quarter: Quarter,
): Partial<Record<CldField, Cell | string>> {
  return {
    LA_Code: plain(settings.laCode),
    Reporting_Period_Start_Date: quarter.from,
    Reporting_Period_End_Date: quarter.to,
    NHS_Number: nhsNumberOf(facts.nhsNumber),
    LA_Person_Unique_Identifier: plain(facts.councilNumber),
    GP_Practice_Code: facts.gpPractice?.trim() ?? '',
    Gender: genderOf(facts.sex),
    Ethnicity: ethnicityOf(facts.ethnicity),
    Date_of_Birth: plain(facts.born),
    Date_of_Death: deathOf(facts),
    // Its codes were seen in a draft standard only.
    Primary_Support_Reason: coded(facts.supportReason, []),
    Postcode: plain(facts.postcode),
    Accommodation_Status: coded(facts.accommodation, accommodations),
    Employment_Status: facts.employment ? coded(facts.employment, employments) : '',
    // No code of it was seen, and Perch does not ask.
    Has_Unpaid_Carer: none('nothing entered'),
    Client_Funding_Status: coded(facts.funding, fundings),
    ...stayCodes,
    Event_Reference: facts.episode,
    Event_Start_Date: facts.start,
    Event_End_Date: facts.end ?? '',
    Event_Outcome: outcomeOf(facts),
    Delivery_Mechanism: settings.delivery ? coded(settings.delivery, deliveries) : '',
    Provider_CQC_Location_ID: settings.cqcLocation.trim(),
  }
}

function leftOutOf(facts: CldFacts, quarter: Quarter): LeftOut['why'] | null {
  if (facts.kind !== 'reablement') return 'not reablement'
  if (!facts.started) return 'not started'
  if (facts.over && facts.end === null) return 'ended on a day nobody kept'
  return liesIn(quarter, facts) ? null : 'not in this quarter'
}

/**
 * A quarter's rows, one for each reablement stay that lies in it, with what is empty in them and why. It is a hand-off
 * file for the performance team, not a submission. [std] Days are written as 2026-04-01 [choice: the form was not seen].
 */
export function cldFile(all: readonly CldFacts[], quarter: Quarter, settings: CldSettings): CldFile {
  const going = all
    .filter((facts) => leftOutOf(facts, quarter) === null)
    .sort((a, b) => byText(a.start, b.start) || byText(a.episode, b.episode))
  const cells = going.map((facts) => cellsOf(facts, settings, quarter))
  const whys = all.flatMap((facts) => leftOutOf(facts, quarter) ?? [])
  return {
    quarter,
    rows: cells.map(rowOf),
    unmapped: unmappedOf(cells),
    leftOut: [...Map.groupBy(whys, (why) => why)].map(([why, { length }]) => ({ why, episodes: length })),
    second: going
      .filter(({ start, exported }) => isSecondNationally(start, exported))
      .map((one) => one.episode),
  }
}

function rowOf(cells: Partial<Record<CldField, Cell | string>>): CldRow {
  const shown = (one: Cell | string | undefined) => (typeof one === 'object' ? valueOf(one) : (one ?? ''))
  return Object.fromEntries(cldFields.map((field) => [field, shown(cells[field])])) as CldRow
}

function valueOf(one: Cell): string {
  return 'value' in one ? one.value : ''
}

function unmappedOf(rows: readonly Partial<Record<CldField, Cell | string>>[]): Unmapped[] {
  return cldFields.flatMap((field) => {
    const troubles = rows.flatMap((row) => {
      const one = row[field]
      return typeof one === 'object' && 'trouble' in one ? [one] : []
    })
    const alike = Map.groupBy(troubles, ({ trouble, said }) => `${trouble}\n${said.toLowerCase()}`)
    return [...alike.values()]
      .flatMap(([first, ...more]): Unmapped[] =>
        first ? [{ field, value: first.said, why: first.trouble, episodes: more.length + 1 }] : [],
      )
      .sort((a, b) => b.episodes - a.episodes || byText(a.value, b.value))
  })
}

/** The file: every field in its order, also those that are always empty. Nothing in it is a formula. */
export function cldCsv({ rows }: CldFile): string {
  return csvText(
    cldFields,
    rows.map((row) => cldFields.map((field) => row[field])),
  )
}

/** The starts to remember once the file was downloaded: from then on they are locked. */
export function startsThatWent({ rows }: CldFile): { episode: string; start: LocalDate }[] {
  return rows.map((row) => ({ episode: row.Event_Reference, start: row.Event_Start_Date }))
}

/** 'client-level-data-2026-27-quarter-1.csv' */
export function cldFileName({ quarter }: Pick<CldFile, 'quarter'>): string {
  return `client-level-data-${quarter.year}-quarter-${String(quarter.number)}.csv`
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
