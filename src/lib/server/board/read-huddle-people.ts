import { asc, eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import type { LeavingPlan } from '../../reablement/commitments.ts'
import { addDays, sayDay } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { step } from '../../reablement/episode.ts'
import type { HuddlePerson } from '../../reablement/huddle.ts'
import { age, district, firstNameAndInitial, toldApart } from '../../reablement/person.ts'
import type { Raise } from '../../reablement/raised.ts'
import { besideDay, sixWeeksOn } from '../../reablement/six-weeks.ts'
import type { SixWeeks } from '../../reablement/six-weeks.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import type { Storage, Transaction } from '../storage/open.ts'
import { raisesShown } from '../storage/raises.ts'
import { episode, goal } from '../storage/schema.ts'
import { sixWeeksReader } from '../storage/six-weeks.ts'
import { arrivedSince } from './arrived.ts'
import { callsInForce, wasPerDay } from './calls-in-force.ts'
import type { CallRow } from './calls-in-force.ts'
import { commitmentsOf } from './commitments.ts'
import type { Commitments } from './commitments.ts'
import { flagsOf } from './flags.ts'
import { boardDay, callsOnBoard, lastSaid, peopleInHuddle, peopleOnBoard } from './on-board.ts'
import type { LastSaid, OnBoard } from './on-board.ts'
import { storyOf } from './story.ts'

/** Of somebody whose end nobody has talked about. */
const nothingPlanned: LeavingPlan = { outcome: null, collection: null, laterChecks: null }

type Goals = Map<string, HuddlePerson['goals']>

interface Around extends LastSaid, Commitments {
  asAt: LocalDate
  calls: ReadonlyMap<string, readonly CallRow[]>
  goals: Goals
  arrived: ReadonlyMap<string, string[]>
  sixWeeksOf: (stay: OnBoard['episode']) => SixWeeks
  raises: ReadonlyMap<string, Raise[]>
}

/**
 * Everybody as the shared screen may show them, by surname so that neighbours stay neighbours, in fourteen queries.
 * No surname, birth date, number, address, telephone or next of kin leaves here. Audited.
 * @throws Problem 'not-signed-in', 'not-allowed'.
 */
export async function readHuddlePeople(desk: Desk, who: Colleague | null): Promise<HuddlePerson[]> {
  const detail = { people: 0 }
  return perform(desk, who, {
    act: 'view huddle',
    thing: () => ({ kind: 'service' }),
    work: (tx, at) => {
      const people = huddlePeople(tx, peopleInHuddle(tx), new Date(at))
      detail.people = people.length
      return people
    },
    detail,
  })
}

/** Those people, who must be everybody on the board, as a room may see them; in thirteen queries. */
export function huddlePeople(tx: Transaction, onBoard: readonly OnBoard[], now: Date): HuddlePerson[] {
  const { asAt } = boardDay(tx, now)
  const around = {
    ...{ ...lastSaid(tx), ...commitmentsOf(tx) },
    ...{ asAt, calls: callsOnBoard(tx), goals: goalsByEpisode(tx) },
    arrived: arrivedSince(tx),
    sixWeeksOf: sixWeeksReader(tx),
    raises: raisesShown(tx),
  }
  const names = toldApart(onBoard.map(({ person }) => namedAs(person, asAt)))
  return onBoard.map((one, at) => shownOf(one, names[at] ?? '', around))
}

/** Some of them, each once, as they stand now; whoever is on the board no more is left out. */
export function somePeople(storage: Storage, ids: readonly string[], now: Date): HuddlePerson[] {
  return storage.transaction((tx) => {
    const people = huddlePeople(tx, peopleOnBoard(tx), now)
    return people.filter(({ episode: one }) => ids.includes(one))
  })
}

function goalsByEpisode(tx: Transaction): Goals {
  const rows = tx
    .select({ episode: goal.episode, what: goal.what, by: goal.by, state: goal.state })
    .from(goal)
    .innerJoin(episode, eq(episode.id, goal.episode))
    .orderBy(asc(goal.position))
    .all()
  const groups = Map.groupBy(rows, (row) => row.episode)
  return new Map(
    [...groups].map(([id, all]) => [id, all.map(({ what, by, state }) => ({ what, by, state }))]),
  )
}

function namedAs(person: OnBoard['person'], asAt: LocalDate) {
  return {
    shown: firstNameAndInitial(person.forename, person.knownAs, person.surname),
    district: district(person.postcode ?? ''),
    age: age(person.birthDate, asAt),
  }
}

function shownOf(
  { person, episode: stay }: OnBoard,
  shown: string,
  { asAt, ...around }: Around,
): HuddlePerson {
  const rows = around.calls.get(stay.id) ?? []
  const raises = around.raises.get(stay.id)
  const calls = callsInForce(rows, asAt)
  const tomorrow = callsInForce(rows, addDays(asAt, 1))?.now.perDay
  const sixWeeks = around.sixWeeksOf(stay)
  const { day, away } = sixWeeksOn(sixWeeks, asAt)
  const beside = besideDay(sixWeeks, asAt)
  return {
    episode: stay.id,
    shown,
    district: district(person.postcode ?? ''),
    day: day < 1 ? null : day,
    ...(beside === '' ? {} : { besideDay: beside }),
    calls: calls && { perDay: calls.now.perDay, was: wasPerDay(calls), carers: calls.now.carers },
    // How many carers is said with the calls.
    flags: flagsOf(person, stay, null, away),
    story: storyOf(stay),
    goals: around.goals.get(stay.id) ?? [],
    lastHow: around.hows.get(stay.id)?.how ?? null,
    last: lastLine(around.notes.get(stay.id), calls),
    plannedEnd: stay.plannedEnd,
    coming: tomorrow === undefined || tomorrow === calls?.now.perDay ? null : tomorrow,
    inHospital: stay.state === 'paused',
    chips: around.chips.get(stay.id) ?? [],
    leaving: around.leaving.get(stay.id) ?? nothingPlanned,
    starter: around.starter.get(stay.id) ?? {},
    arrived: around.arrived.get(stay.id) ?? [],
    ...(raises ? { raises } : {}),
  }
}

/** "Fri 20 Nov: step down from 4 to 3 calls agreed", else what was said then, its first sentence. */
function lastLine(
  note: { text: string; on: LocalDate } | undefined,
  calls: { now: CallRow; before: CallRow | null } | null,
): string | null {
  const changed = calls?.before && (!note || calls.now.from >= note.on) ? calls.now.from : null
  if (changed && calls?.before) {
    const kind = step(calls.before, calls.now)
    const [was, now] = [calls.before.perDay, calls.now.perDay]
    if (kind !== 'same' && was !== now)
      return `${sayDay(changed)}: ${kind} from ${String(was)} to ${String(now)} calls agreed`
  }
  const first = note && /^.*?[.!?](?=\s|$)/su.exec(note.text)
  return note ? `${sayDay(note.on)}: ${first?.[0] ?? note.text}` : null
}
