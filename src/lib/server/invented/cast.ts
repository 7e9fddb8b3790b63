import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { addDays, daysBetween, instantOf } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { dayOf42 } from '../../reablement/episode.ts'
import { previousWorkingDay } from '../../reablement/working-days.ts'
import { callsOf } from './calls.ts'
import { between, idFor } from './chance.ts'
import type { Calendar, InventedPerson, Trouble } from './people.ts'
import { sampleDay, sampleFile } from './sample-file.ts'

/** Stays that a provider keeps waiting: they began earlier than the file says, and are past the six weeks. */
const beganEarlier: Record<string, number> = { RB27001: 12, RB27087: 24, RB27101: 9, RB27109: 10 }
/** How many came since the last huddle. */
const newcomers = 6

const fileRow = z.record(z.string(), z.string())
type FileRow = z.infer<typeof fileRow>

/** The caseload of the sample file of 23 November, moved so that that day is the first huddle’s. */
export function castOf(calendar: Calendar): InventedPerson[] {
  const rows = z
    .array(fileRow)
    .parse(parse(readFileSync(resolve(sampleFile('first'))), { bom: true, columns: true }))
  const shift = daysBetween(sampleDay, calendar.firstDay)
  const starts = rows.map((row) =>
    addDays(day(row, 'Start date'), shift - (beganEarlier[cell(row, 'Client ref')] ?? 0)),
  )
  const newest = new Set(
    rows
      .map((row, place) => ({ reference: cell(row, 'Client ref'), start: starts[place] ?? '' }))
      .sort((a, b) => b.start.localeCompare(a.start) || a.reference.localeCompare(b.reference))
      .slice(0, newcomers)
      .map(({ reference }) => reference),
  )
  return rows.map((row, place) => {
    const start = starts[place] ?? calendar.firstDay
    const arrivedAt = arrival(cell(row, 'Client ref'), start, newest.has(cell(row, 'Client ref')), calendar)
    return invented(row, { start, arrivedAt, shift }, calendar)
  })
}

function cell(row: FileRow, heading: string): string {
  return (row[heading] ?? '').trim()
}

function day(row: FileRow, heading: string): LocalDate {
  const [date = '', month = '', year = ''] = cell(row, heading).split('/')
  return `${year}-${month}-${date}`
}

function yes(row: FileRow, heading: string): boolean | null {
  const answer = cell(row, heading)
  return answer === '' ? null : answer === 'Yes'
}

/** Newcomers are heard of after the last huddle closed; everybody else on the working day before the first visit. */
function arrival(
  reference: string,
  start: LocalDate,
  isNew: boolean,
  { past, latest, lastClose }: Calendar,
): string {
  if (!isNew) {
    const minute = between(10, 59, 'arrival', reference)
    const time = `1${String(between(1, 5, 'hour', reference))}:${String(minute)}`
    const before = instantOf(previousWorkingDay(start), time).getTime()
    return new Date(Math.min(before, lastClose - 3_600_000)).toISOString()
  }
  const after =
    instantOf(past.at(-1) ?? start, '10:45').getTime() + between(0, 300, 'arrival', reference) * 60_000
  return new Date(Math.max(lastClose + 60_000, Math.min(after, latest))).toISOString()
}

function invented(
  row: FileRow,
  { start, arrivedAt, shift }: { start: LocalDate; arrivedAt: string; shift: number },
  calendar: Calendar,
): InventedPerson {
  const reference = cell(row, 'Client ref')
  const episode = idFor('episode', reference)
  const now = {
    perDay: Number(cell(row, 'Calls per day')),
    minutes: Number(cell(row, 'Minutes per call')),
    carers: Number(cell(row, 'Carers')),
  }
  const days = dayOf42(start, calendar.firstDay)
  const female = cell(row, 'Sex') === 'Female'
  return {
    reference,
    episode,
    row: personRow(row),
    stay: { ...stayRow(row, shift), id: episode, start, arrivedAt },
    calls: callsOf({ reference, episode, start, arrivedAt, day: days, now }, calendar),
    day: days,
    trouble: troubleOf(cell(row, 'Reason for referral')),
    first: cell(row, 'Known as') || cell(row, 'Forename'),
    words: female ? { she: 'she', her: 'her' } : { she: 'he', her: 'his' },
    relation: cell(row, 'Relationship') || 'family',
  }
}

function personRow(row: FileRow): InventedPerson['row'] {
  return {
    id: idFor('person', cell(row, 'Client ref')),
    reference: cell(row, 'Client ref'),
    forename: cell(row, 'Forename'),
    surname: cell(row, 'Surname'),
    knownAs: cell(row, 'Known as') || null,
    sex: cell(row, 'Sex') || null,
    birthDate: day(row, 'Date of birth'),
    nhsNumber: cell(row, 'NHS number') || null,
    address: cell(row, 'Address') || null,
    postcode: cell(row, 'Postcode') || null,
    telephone: cell(row, 'Telephone') || null,
    language: cell(row, 'Preferred language') || null,
    interpreter: yes(row, 'Interpreter needed'),
    livesAlone: yes(row, 'Lives alone'),
    keySafe: yes(row, 'Key safe'),
    pets: yes(row, 'Pets'),
    smokeAlarm: yes(row, 'Smoke alarm'),
    coAlarm: yes(row, 'CO alarm'),
    nextOfKin: cell(row, 'Next of kin') || null,
    relationship: cell(row, 'Relationship') || null,
  }
}

const kinds = { Reablement: 'reablement', Bridging: 'bridging', Restart: 'restart' } as const

function stayRow(row: FileRow, shift: number): Omit<InventedPerson['stay'], 'id' | 'start' | 'arrivedAt'> {
  const kind = cell(row, 'Service type')
  return {
    person: idFor('person', cell(row, 'Client ref')),
    kind: kind in kinds ? kinds[kind as keyof typeof kinds] : 'reablement',
    state: 'active',
    plannedEnd: cell(row, 'Planned end') ? addDays(day(row, 'Planned end'), shift) : null,
    source: cell(row, 'Referral source') || null,
    ward: cell(row, 'Ward') || null,
    reason: cell(row, 'Reason for referral') || null,
  }
}

const troubles: [RegExp, Trouble][] = [
  [/stroke/i, 'stroke'],
  [/wrist/i, 'hand'],
  [/delirium/i, 'muddle'],
  [/heart|chest|breath/i, 'breath'],
]

function troubleOf(reason: string): Trouble {
  return troubles.find(([words]) => words.test(reason))?.[1] ?? 'legs'
}
