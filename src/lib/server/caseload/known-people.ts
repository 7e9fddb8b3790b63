import { asc, eq } from 'drizzle-orm'
import type { Said } from '../../reablement/caseload-decisions.ts'
import type { CaseloadFacts } from '../../reablement/caseload-facts.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { shownName } from '../../reablement/person.ts'
import type { Transaction } from '../storage/open.ts'
import { fileSaid, lineChoice } from '../storage/file-schema.ts'
import { callPattern, colleague, episode, person } from '../storage/schema.ts'

type PersonRow = typeof person.$inferSelect
type EpisodeRow = typeof episode.$inferSelect
type CallRow = typeof callPattern.$inferSelect

/** Somebody Perch has heard of, with their latest stay. */
export interface KnownPerson {
  person: PersonRow
  stay: EpisodeRow
  /** The calls in force on the day of the import; null when none were ever written down. */
  calls: CallRow | null
  /** The newest calls a file gave, begun or not; null: no file ever did. */
  fileCalls: CallRow | null
  /** What the last file said of them; null: before that was kept. */
  said: Said | null
  choices: LineChoice[]
  name: string
}

export type LineChoice = Pick<
  typeof lineChoice.$inferSelect,
  'field' | 'file' | 'board' | 'choice' | 'at'
> & {
  by: string | null
}

/** Everybody, in four queries. */
export function knownPeople(tx: Transaction, today: LocalDate): KnownPerson[] {
  const rows = tx
    .select()
    .from(person)
    .innerJoin(episode, eq(episode.person, person.id))
    .orderBy(asc(episode.start), asc(episode.arrivedAt))
    .all()
  const patterns = Map.groupBy(
    tx.select().from(callPattern).orderBy(asc(callPattern.from), asc(callPattern.at)).all(),
    (row) => row.episode,
  )
  const said = new Map(
    tx
      .select()
      .from(fileSaid)
      .all()
      .map(({ person: id, facts }) => [id, JSON.parse(facts) as Said]),
  )
  const choices = choicesByPerson(tx)
  const latest = new Map(rows.map((row) => [row.person.id, row]))
  return [...latest.values()].map(({ person: row, episode: stay }) => ({
    person: row,
    stay,
    ...callsOn(patterns.get(stay.id) ?? [], today),
    said: said.get(row.id) ?? null,
    choices: choices.get(row.id) ?? [],
    name: shownName(row.forename, row.knownAs, row.surname),
  }))
}

function choicesByPerson(tx: Transaction): Map<string, LineChoice[]> {
  const rows = tx
    .select({ choice: lineChoice, by: colleague.name })
    .from(lineChoice)
    .leftJoin(colleague, eq(colleague.id, lineChoice.chosenBy))
    .all()
  const grouped = Map.groupBy(rows, ({ choice }) => choice.person)
  return new Map([...grouped].map(([id, of]) => [id, of.map(({ choice, by }) => ({ ...choice, by }))]))
}

/** The newest row that has begun; before the first visit, the newest of those that will begin first. */
function callsOn(rows: readonly CallRow[], today: LocalDate): Pick<KnownPerson, 'calls' | 'fileCalls'> {
  const begun = rows.filter(({ from }) => from <= today)
  const inForce = begun.length > 0 ? begun : rows.filter(({ from }) => from === rows[0]?.from)
  return {
    calls: inForce.at(-1) ?? null,
    fileCalls: inForce.findLast(({ changedBy }) => changedBy === null) ?? null,
  }
}

/** What Perch has, in the file's own terms, so that the two can be compared. */
export function factsOf({ person: row, stay, calls }: KnownPerson): CaseloadFacts {
  const { reference, forename, surname, knownAs, sex, nhsNumber, address, postcode, telephone } = row
  const { language, interpreter, livesAlone, keySafe, pets, smokeAlarm, coAlarm, nextOfKin, relationship } =
    row
  return {
    ...{
      reference,
      forename,
      surname,
      knownAs,
      sex,
      born: row.birthDate,
      nhsNumber,
      address,
      postcode,
      telephone,
    },
    ...{ kind: stay.kind, start: stay.start, plannedEnd: stay.plannedEnd },
    ...{ callsPerDay: calls?.perDay ?? 0, minutes: calls?.minutes ?? null, carers: calls?.carers ?? null },
    ...{ referralSource: stay.source, ward: stay.ward, reason: stay.reason },
    status: stay.state === 'referred' ? ('referred' as const) : null,
    ...{ language, interpreter, livesAlone, keySafe, pets, smokeAlarm, coAlarm, nextOfKin, relationship },
  }
}
