import { actionLine } from './action.ts'
import type { ActionView } from './action.ts'
import { londonDate, sayDay, sayTime } from './dates.ts'
import type { LocalDate } from './dates.ts'
import type { EpisodePage } from './episode-view.ts'
import type { How } from './marks.ts'
import { storyOfAbout } from './story-about.ts'
import { storyOfActions } from './story-actions.ts'
import { storyOfHuddles } from './story-huddles.ts'
import type { StoryKind } from './story-kinds.ts'
import type { TeamCode } from './team.ts'

/** One thing that happened, as the story tells it. */
export interface StoryEntry {
  id: string
  kind: StoryKind
  /** The local day it stands under. */
  on: LocalDate
  /** The instant it was done, ISO UTC; null when only its day is known. */
  at: string | null
  /** London time of day, '09:41'; '' when it is not known or was said on another day. */
  time: string
  /** One sentence without a full stop. */
  words: string
  /** What was said with it, a line each; a note keeps its own line breaks. */
  more: string[]
  /** Of a huddle’s note: how it was going. */
  how: How | null
  /** Whoever did it, by full name. */
  who: string[]
  /** Their teams, and the team of the action. */
  teams: TeamCode[]
  /** Who said it, where the words do not say so: 'Priya S, Olu A'. */
  signed: string
  /** The action it is about. */
  action: string | null
  /** Where there is more of it. */
  href: string | null
  /** Everything it says, in small letters without accents: what is searched. */
  plain: string
}

/** What one entry is made of. */
export type Telling = Pick<StoryEntry, 'id' | 'kind' | 'on' | 'words'> & Partial<StoryEntry>

/** What a story is merged from: a person’s page. */
export type StorySource = Pick<
  EpisodePage,
  'header' | 'course' | 'notes' | 'calls' | 'goals' | 'actions' | 'told'
>

/** Lower case without accents, so that “zoe” finds Zoë. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/**
 * One timeline of everything that is told of a person, newest first: huddle notes, actions and their steps, call changes,
 * goals, stays in hospital, reviews and every act about the episode. Where an act told it in its own words, what the rows
 * say of the same day is left out. `today` decides whether a year is said.
 */
export function mergeStory(seen: StorySource, today: LocalDate): StoryEntry[] {
  const lines = new Map(seen.actions.map((action) => [action.id, action]))
  const told = [
    ...storyOfAbout(seen, today),
    ...storyOfHuddles(seen, today),
    ...storyOfActions(seen.told, (id) => lineOf(lines.get(id)), today),
  ]
  return told
    .map((one) => entryOf(one, seen.told.teamOf, today))
    .map((entry, place) => ({ entry, place }))
    .toSorted((a, b) => compare(a.entry, b.entry) || b.place - a.place)
    .map(({ entry }) => entry)
}

function lineOf(action: ActionView | undefined) {
  return action ? { ...action, line: actionLine(action) } : undefined
}

/** Newest first; what has no time of its own stands at the beginning of its day. */
function compare(a: StoryEntry, b: StoryEntry): number {
  if (a.on !== b.on) return a.on < b.on ? 1 : -1
  const [first, second] = [momentOf(a), momentOf(b)]
  if (first === second) return 0
  return first < second ? 1 : -1
}

const momentOf = ({ at, time }: StoryEntry): string => (time === '' ? '' : (at ?? ''))

function entryOf(one: Telling, teamOf: Record<string, TeamCode>, today: LocalDate): StoryEntry {
  const { at = null, more = [], who = [], teams = [], signed = '' } = one
  const saidOn = at === null ? one.on : londonDate(new Date(at))
  const lines = [...more, saidOn === one.on ? '' : `said ${sayDay(saidOn, today)}`].filter(
    (line) => line !== '',
  )
  const theirs = who.flatMap((name) => teamOf[name] ?? [])
  return {
    ...{ how: null, href: null, action: null, ...one, at, who, signed },
    time: at !== null && saidOn === one.on ? sayTime(at) : '',
    more: lines,
    teams: [...new Set([...teams, ...theirs])],
    plain: plain([one.words, ...lines, ...who, sayDay(one.on, today)].join('\n')),
  }
}

/** The story by day, in its order. */
export function byDay(entries: readonly StoryEntry[]): { on: LocalDate; entries: StoryEntry[] }[] {
  return [...Map.groupBy(entries, ({ on }) => on)].map(([on, of]) => ({ on, entries: of }))
}
