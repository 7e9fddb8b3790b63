import { asc, eq } from 'drizzle-orm'
import type { CaseloadFacts } from '../../reablement/caseload-facts.ts'
import { daysBetween } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { shownName } from '../../reablement/person.ts'
import type { Transaction } from '../storage/open.ts'
import { callPattern, episode, person } from '../storage/schema.ts'

type PersonRow = typeof person.$inferSelect
type EpisodeRow = typeof episode.$inferSelect
type CallRow = typeof callPattern.$inferSelect

/** Somebody Perch has heard of, with their latest stay. */
export interface KnownPerson {
  person: PersonRow
  stay: EpisodeRow
  /** The calls in force on the day of the import; null when none were ever written down. */
  calls: CallRow | null
  /** What those replaced when a colleague changed them lately: a file that still says so lags behind. */
  before: CallRow | null
  name: string
}

/** Everybody, in two queries. */
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
  const latest = new Map(rows.map((row) => [row.person.id, row]))
  return [...latest.values()].map(({ person: row, episode: stay }) => ({
    person: row,
    stay,
    ...callsOn(patterns.get(stay.id) ?? [], today),
    name: shownName(row.forename, row.knownAs, row.surname),
  }))
}

/** The newest row that has begun; before the first visit, the newest of those that will begin first. */
function callsOn(rows: readonly CallRow[], today: LocalDate): Pick<KnownPerson, 'calls' | 'before'> {
  const begun = rows.filter(({ from }) => from <= today)
  const inForce = begun.length > 0 ? begun : rows.filter(({ from }) => from === rows[0]?.from)
  const calls = inForce.at(-1) ?? null
  const isOurs = calls !== null && calls.changedBy !== null && daysBetween(calls.from, today) < lagDays
  return { calls, before: isOurs ? (inForce.at(-2) ?? null) : null }
}

/** How long the other system may take to hear of a step down, in days; then the file is right again. [choice] */
const lagDays = 7

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
    ...{ language, interpreter, livesAlone, keySafe, pets, smokeAlarm, coAlarm, nextOfKin, relationship },
  }
}
