import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { recogniseColumns } from '../../reablement/caseload-columns.ts'
import type { CaseloadRow } from '../../reablement/caseload-facts.ts'
import { readCaseloadRow } from '../../reablement/caseload-row.ts'
import { addDays, daysBetween, instantOf } from '../../reablement/dates.ts'
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

/** The caseload of the sample file of 23 November, moved so that that day is the first huddle’s. */
export function castOf(calendar: Calendar): InventedPerson[] {
  const rows = sampleRows().map((row) => moved(row, daysBetween(sampleDay, calendar.firstDay)))
  const newest = new Set(
    [...rows]
      .sort((a, b) => b.start.localeCompare(a.start) || a.reference.localeCompare(b.reference))
      .slice(0, newcomers),
  )
  return rows.map((row) => invented(row, arrival(row, newest.has(row), calendar), calendar))
}

/** @throws Error when our own sample file is wrong. */
function sampleRows(): CaseloadRow[] {
  const text = readFileSync(resolve(sampleFile('first')))
  const [headings = [], ...rows] = z.array(z.array(z.string())).parse(parse(text, { bom: true }))
  const columns = recogniseColumns(headings)
  return rows.map((cells, place) => {
    const read = readCaseloadRow(cells, columns, place + 2, sampleDay)
    if ('errors' in read) throw new Error(`The sample caseload: ${read.errors[0]?.words ?? 'cannot be read'}`)
    return read.ok
  })
}

function moved(row: CaseloadRow, shift: number): CaseloadRow {
  return {
    ...row,
    start: addDays(row.start, shift - (beganEarlier[row.reference] ?? 0)),
    plannedEnd: row.plannedEnd === null ? null : addDays(row.plannedEnd, shift),
  }
}

/** Newcomers are heard of after the last huddle closed; everybody else on the working day before the first visit. */
function arrival(
  { reference, start }: CaseloadRow,
  isNew: boolean,
  { past, latest, lastClose }: Calendar,
): string {
  if (!isNew) {
    const time = `1${String(between(1, 5, 'hour', reference))}:${String(between(10, 59, 'arrival', reference))}`
    const before = instantOf(previousWorkingDay(start), time).getTime()
    return new Date(Math.min(before, lastClose - 3_600_000)).toISOString()
  }
  const after =
    instantOf(past.at(-1) ?? start, '10:45').getTime() + between(0, 300, 'arrival', reference) * 60_000
  return new Date(Math.max(lastClose + 60_000, Math.min(after, latest))).toISOString()
}

function invented(row: CaseloadRow, arrivedAt: string, calendar: Calendar): InventedPerson {
  const { reference, start } = row
  const stay = {
    reference,
    episode: idFor('episode', reference),
    start,
    arrivedAt,
    day: dayOf42(start, calendar.firstDay),
  }
  const now = { perDay: row.callsPerDay, minutes: row.minutes ?? 30, carers: row.carers ?? 1 }
  return {
    reference,
    episode: stay.episode,
    row: personOf(row),
    stay: episodeOf(row, arrivedAt),
    calls: callsOf({ ...stay, now }, calendar),
    day: stay.day,
    trouble: troubleOf(row.reason ?? ''),
    first: row.knownAs ?? row.forename,
    words: row.sex === 'Female' ? { she: 'she', her: 'her' } : { she: 'he', her: 'his' },
    relation: row.relationship ?? 'family',
  }
}

function personOf(row: CaseloadRow): InventedPerson['row'] {
  const { reference, forename, surname, knownAs, sex, nhsNumber, address, postcode, telephone } = row
  const { language, interpreter, livesAlone, keySafe, pets, smokeAlarm, coAlarm, nextOfKin, relationship } =
    row
  return {
    id: idFor('person', reference),
    ...{
      reference,
      forename,
      surname,
      knownAs,
      sex,
      birthDate: row.born,
      nhsNumber,
      address,
      postcode,
      telephone,
    },
    ...{ language, interpreter, livesAlone, keySafe, pets, smokeAlarm, coAlarm, nextOfKin, relationship },
  }
}

function episodeOf(row: CaseloadRow, arrivedAt: string): InventedPerson['stay'] {
  const { reference, kind, start, plannedEnd, ward, reason } = row
  const ids = { id: idFor('episode', reference), person: idFor('person', reference) }
  return {
    ...ids,
    kind,
    state: 'active',
    start,
    plannedEnd,
    source: row.referralSource,
    ward,
    reason,
    arrivedAt,
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
