import { asc, desc, eq } from 'drizzle-orm'
import { exportedStart } from '../../reablement/cld-start.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { step } from '../../reablement/episode.ts'
import type { CallsEntry, EpisodeView, PastNote } from '../../reablement/episode-view.ts'
import type { TeamMark } from '../../reablement/marks.ts'
import { age, shownName } from '../../reablement/person.ts'
import { Problem } from '../../reablement/problem.ts'
import { homeNow } from '../../reablement/risk-answers.ts'
import { perform } from '../access/perform.ts'
import { leaving } from '../storage/chip-schema.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { callPattern, colleague, episode, goal, huddle, huddleNote, person } from '../storage/schema.ts'
import { callsInForce } from './calls-in-force.ts'
import { newestNeeds } from '../storage/about-rows.ts'
import { communication } from '../storage/about-schema.ts'
import { flagsOf } from './flags.ts'
import { boardDay, onBoard } from './on-board.ts'
import type { OnBoard } from './on-board.ts'
import { aboutOf } from './read-about.ts'
import { courseClock, courseOf } from './read-course.ts'
import type { CourseClock } from './read-course.ts'
import { storyFacts } from './read-story.ts'
import { storyOf } from './story.ts'

/**
 * One person’s page by the episode’s id, for the same day as the board; ended episodes too. Audited as 'view person'.
 * @throws Problem 'not-found', 'not-signed-in', 'not-allowed'.
 */
export async function readEpisode(desk: Desk, who: Colleague | null, id: string): Promise<EpisodeView> {
  const detail: Record<string, string | boolean> = { episode: id }
  return perform(desk, who, {
    act: 'view person',
    thing: (tx) => ({ kind: 'person', id: episodeById(tx, id).person.id }),
    work: (tx, at) => {
      const view = episodeAt(tx, id, at)
      // Who saw that there is one is kept, too.
      if (view.about.safeguarding) detail['safeguarding'] = true
      return view
    },
    detail,
  })
}

/** The same for another part of the server, within its own act. @throws Problem 'not-found'. */
export function episodeAt(tx: Transaction, id: string, at: string): EpisodeView {
  return viewOf(tx, episodeById(tx, id), boardDay(tx, new Date(at)).asAt)
}

/** Somebody’s stay, on the board or not. @throws Problem 'not-found'. */
export function episodeById(tx: Transaction, id: string): OnBoard {
  const row = tx
    .select({ person, episode, endsOn: leaving.endsOn, needs: communication })
    .from(episode)
    .innerJoin(person, eq(person.id, episode.person))
    .leftJoin(leaving, eq(leaving.episode, episode.id))
    .leftJoin(communication, newestNeeds)
    .where(eq(episode.id, id))
    .get()
  if (!row) throw new Problem('not-found')
  return onBoard(row)
}

/** The page as it stands on a day. */
export function viewOf(tx: Transaction, one: OnBoard, today: LocalDate): EpisodeView {
  const { person: row, episode: stay } = one
  const { address, postcode, telephone, language, interpreter, nextOfKin, relationship } = row
  const calls = callsOf(tx, stay.id, today)
  const about = aboutOf(tx, one)
  const clock = courseClock(tx, stay, today)
  return {
    episode: stay.id,
    header: headerOf(one, clock, today, calls.find(({ now }) => now)?.carers ?? null),
    course: courseOf(tx, stay, clock, today),
    contact: { address, postcode, telephone },
    needs: { language, interpreter },
    ethnicity: row.ethnicity,
    home: homeNow(row, about.risks),
    around: { nextOfKin, relationship },
    cameFrom: { source: stay.source, ward: stay.ward, reason: stay.reason },
    goals: goalsOf(tx, stay.id),
    calls,
    notes: notesOf(tx, stay.id),
    about,
    exported: exportedStart(stay),
    told: storyFacts(tx, one, clock),
  }
}

function headerOf(
  { person: row, episode: stay, communication: flag }: OnBoard,
  { clock }: CourseClock,
  today: LocalDate,
  carers: number | null,
): EpisodeView['header'] {
  const { forename, surname, reference, sex, nhsNumber } = row
  const { kind, state, start, plannedEnd, missingSince } = stay
  return {
    name: shownName(forename, row.knownAs, surname),
    ...{ forename, surname, reference, sex, born: row.birthDate, age: age(row.birthDate, today), nhsNumber },
    ...{
      kind,
      state,
      start,
      day: clock.day,
      lastFreeDay: clock.lastFreeDay,
      plannedEnd,
      missingSince,
    },
    flags: flagsOf(row, stay, carers, clock.away, flag),
    story: storyOf(stay),
  }
}

function goalsOf(tx: Transaction, id: string): EpisodeView['goals'] {
  const columns = { id: goal.id, what: goal.what, by: goal.by, state: goal.state }
  return tx.select(columns).from(goal).where(eq(goal.episode, id)).orderBy(asc(goal.position)).all()
}

function callsOf(tx: Transaction, id: string, today: LocalDate): CallsEntry[] {
  const rows = tx
    .select({ calls: callPattern, changedBy: colleague.name })
    .from(callPattern)
    .leftJoin(colleague, eq(colleague.id, callPattern.changedBy))
    .where(eq(callPattern.episode, id))
    .orderBy(asc(callPattern.from), asc(callPattern.at))
    .all()
  const now = callsInForce(
    rows.map(({ calls }) => calls),
    today,
  )?.now
  const entries = rows.map(({ calls, changedBy }, place) => {
    const before = rows[place - 1]?.calls
    const { from, perDay, minutes, carers, why } = calls
    return {
      from,
      perDay,
      minutes,
      carers,
      why,
      step: before ? step(before, calls) : null,
      changedBy,
      now: calls === now,
    }
  })
  return entries.reverse()
}

function notesOf(tx: Transaction, id: string): PastNote[] {
  return tx
    .select({ note: huddleNote, date: huddle.date })
    .from(huddleNote)
    .innerJoin(huddle, eq(huddle.id, huddleNote.huddle))
    .where(eq(huddleNote.episode, id))
    .orderBy(desc(huddle.date))
    .all()
    .map(({ note: { text, how, howBy, raised, teams, authors }, date }) => ({
      ...{ date, text, how, howBy, raised },
      teams: JSON.parse(teams) as Record<string, TeamMark>,
      authors: JSON.parse(authors) as string[],
    }))
    .filter(({ text, how, raised }) => text !== '' || how !== null || raised !== null)
}
