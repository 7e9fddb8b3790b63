import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import type { ActionState } from '../../reablement/action.ts'
import { alikeWith, shownName } from '../../reablement/person.ts'
import type { StepChanges } from '../../reablement/record-kept.ts'
import { promptsShown } from '../../reablement/six-weeks.ts'
import type { StoryFacts } from '../../reablement/story-facts.ts'
import type { StoryKind } from '../../reablement/story-kinds.ts'
import { personChip, starterCheck } from '../storage/chip-schema.ts'
import { episodeEvent, hospitalStay } from '../storage/course-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { amendment } from '../storage/record-schema.ts'
import { action, actionEvent, colleague, episode, huddle, person } from '../storage/schema.ts'
import { actionTold } from '../storage/waits-schema.ts'
import { onBoardStates } from './on-board.ts'
import type { OnBoard } from './on-board.ts'
import type { CourseClock } from './read-course.ts'

/**
 * What a person’s story is told of beside their notes, calls, goals and actions, and whom they may be mixed up with. Nine
 * queries, however long the story is.
 */
export function storyFacts(tx: Transaction, one: OnBoard, clock: CourseClock): StoryFacts {
  const { id } = one.episode
  return {
    steps: stepsOf(tx, id),
    waited: waitedOf(tx, id),
    events: eventsOf(tx, id),
    stays: staysOf(tx, id),
    chips: chipsOf(tx, id),
    checks: checksOf(tx, id),
    amendments: amendmentsOf(tx, id),
    arrivedAt: one.episode.arrivedAt,
    endedOn: one.episode.endedOn,
    teamOf: teamsByName(tx),
    prompts: promptsOf(one, clock),
    alike: alikeOf(tx, one),
  }
}

function stepsOf(tx: Transaction, id: string): StoryFacts['steps'] {
  return tx
    .select({ event: actionEvent, who: colleague.name })
    .from(actionEvent)
    .innerJoin(action, eq(action.id, actionEvent.action))
    .innerJoin(colleague, eq(colleague.id, actionEvent.colleague))
    .where(eq(action.episode, id))
    .orderBy(asc(actionEvent.at), sql`${actionEvent}.rowid`)
    .all()
    .map(({ event: { detail, from, to, ...step }, who }) => ({
      ...{ id: step.id, action: step.action, at: step.at, act: step.act, note: step.note, who },
      ...{ from: from as ActionState | null, to: to as ActionState },
      changes: detail === null ? {} : (JSON.parse(detail) as StepChanges),
    }))
}

function waitedOf(tx: Transaction, id: string): StoryFacts['waited'] {
  const { action: of, telling, at } = actionTold
  return tx
    .select({ action: of, telling, at })
    .from(actionTold)
    .innerJoin(action, eq(action.id, of))
    .where(eq(action.episode, id))
    .orderBy(asc(at), asc(telling))
    .all()
}

function eventsOf(tx: Transaction, id: string): StoryFacts['events'] {
  const { at, on, kind, words, why } = episodeEvent
  return tx
    .select({ id: episodeEvent.id, at, on, kind, words, why, who: colleague.name })
    .from(episodeEvent)
    .leftJoin(colleague, eq(colleague.id, episodeEvent.colleague))
    .where(eq(episodeEvent.episode, id))
    .orderBy(asc(at), sql`${episodeEvent}.rowid`)
    .all()
    .map((event) => ({ ...event, kind: event.kind as StoryKind }))
}

function staysOf(tx: Transaction, id: string): StoryFacts['stays'] {
  const { wentOn, backOn, at } = hospitalStay
  return tx
    .select({ id: hospitalStay.id, wentOn, backOn, at, who: colleague.name })
    .from(hospitalStay)
    .leftJoin(colleague, eq(colleague.id, hospitalStay.saidBy))
    .where(eq(hospitalStay.episode, id))
    .orderBy(asc(wentOn), asc(at))
    .all()
}

/** Of closed huddles: what is pressed in a running one may still be taken back. */
function chipsOf(tx: Transaction, id: string): StoryFacts['chips'] {
  const { kind, words, at } = personChip
  return tx
    .select({ on: huddle.date, kind, words, at, who: colleague.name })
    .from(personChip)
    .innerJoin(huddle, eq(huddle.id, personChip.huddle))
    .innerJoin(colleague, eq(colleague.id, personChip.colleague))
    .where(and(eq(personChip.episode, id), eq(huddle.state, 'closed')))
    .orderBy(asc(at))
    .all()
}

function checksOf(tx: Transaction, id: string): StoryFacts['checks'] {
  const { item, state, at } = starterCheck
  return tx
    .select({ item, state, at, who: colleague.name })
    .from(starterCheck)
    .innerJoin(colleague, eq(colleague.id, starterCheck.colleague))
    .where(eq(starterCheck.episode, id))
    .orderBy(asc(at))
    .all()
}

function amendmentsOf(tx: Transaction, id: string): StoryFacts['amendments'] {
  const { part, words, at } = amendment
  return tx
    .select({ id: amendment.id, date: huddle.date, part, words, at, who: colleague.name })
    .from(amendment)
    .innerJoin(huddle, eq(huddle.id, amendment.huddle))
    .innerJoin(colleague, eq(colleague.id, amendment.colleague))
    .where(eq(amendment.episode, id))
    .orderBy(asc(at))
    .all()
}

/** Notes keep who wrote them by name. */
function teamsByName(tx: Transaction): StoryFacts['teamOf'] {
  const { name, team } = colleague
  const rows = tx.select({ name, team }).from(colleague).where(ne(colleague.role, 'screen')).all()
  return Object.fromEntries(rows.map((row) => [row.name, row.team]))
}

/** Of one that was declined, or ended on a day nobody kept, nobody knows which were reached. */
function promptsOf(
  { episode: { state, endedOn } }: OnBoard,
  { sixWeeks, on }: CourseClock,
): StoryFacts['prompts'] {
  const isOver = state === 'ended' || state === 'declined'
  return isOver && endedOn === null ? [] : promptsShown(sixWeeks, on, isOver)
}

/** Asked of the board only: whoever has left it is in nobody’s hands. */
function alikeOf(tx: Transaction, { person: row, episode: stay }: OnBoard): StoryFacts['alike'] {
  const { forename, surname, knownAs, reference } = person
  const others = tx
    .select({ id: episode.id, of: person.id, forename, surname, knownAs, reference })
    .from(episode)
    .innerJoin(person, eq(person.id, episode.person))
    .where(inArray(episode.state, [...onBoardStates]))
    .orderBy(asc(surname), asc(forename))
    .all()
  if (!others.some(({ id }) => id === stay.id)) return []
  return alikeWith(
    { id: stay.id, surname: row.surname },
    others.filter(({ of }) => of !== row.id),
  ).map((other) => ({
    ...{ episode: other.id, reference: other.reference, how: other.how },
    name: shownName(other.forename, other.knownAs, other.surname),
  }))
}
