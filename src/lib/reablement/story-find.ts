import { storyKinds } from './story-kinds.ts'
import type { StoryKind } from './story-kinds.ts'
import { plain } from './story.ts'
import type { StoryEntry } from './story.ts'
import type { TeamCode } from './team.ts'

/** What of a story is looked for. */
export interface StoryAsked {
  /** Every word of it stands somewhere in what is found. */
  text: string
  /** None: all. */
  kinds: readonly StoryKind[]
  /** null: anybody. */
  by: { team: TeamCode } | { colleague: string } | null
}

/** As screens say each kind. */
export const kindWords: Record<StoryKind, string> = {
  huddle: 'Huddles',
  action: 'Actions',
  calls: 'Calls',
  goal: 'Goals',
  hospital: 'Hospital',
  review: 'Reviews',
  course: 'Course',
  about: 'Needs and home',
}

/** Of one entry. */
export const kindWord: Record<StoryKind, string> = {
  ...{ huddle: 'Huddle', action: 'Action', calls: 'Calls', goal: 'Goal', hospital: 'Hospital' },
  ...{ review: 'Review', course: 'Course', about: 'About' },
}

/** What is found, in the story’s order. Words are found by any part of them, whatever their capitals and accents. */
export function findInStory(
  entries: readonly StoryEntry[],
  { text, kinds, by }: StoryAsked,
): readonly StoryEntry[] {
  const wanted = plain(text).split(/\s+/).filter(Boolean)
  if (wanted.length === 0 && kinds.length === 0 && by === null) return entries
  return entries.filter(
    (entry) =>
      (kinds.length === 0 || kinds.includes(entry.kind)) &&
      isBy(entry, by) &&
      wanted.every((word) => entry.plain.includes(word)),
  )
}

function isBy({ who, teams }: StoryEntry, by: StoryAsked['by']): boolean {
  if (by === null) return true
  return 'team' in by ? teams.includes(by.team) : who.includes(by.colleague)
}

/** The kinds there are, in their order, with how many of each the words and whose they are leave. */
export function kindsIn(
  entries: readonly StoryEntry[],
  { text, by }: Omit<StoryAsked, 'kinds'> = { text: '', by: null },
): { kind: StoryKind; count: number }[] {
  const there = new Set(entries.map(({ kind }) => kind))
  const left = Map.groupBy(findInStory(entries, { text, by, kinds: [] }), ({ kind }) => kind)
  return storyKinds
    .filter((kind) => there.has(kind))
    .map((kind) => ({ kind, count: left.get(kind)?.length ?? 0 }))
}

/** Everybody who did something in it by name, and every team, each once. */
export function whoIsIn(entries: readonly StoryEntry[]): { teams: TeamCode[]; colleagues: string[] } {
  const teams = new Set(entries.flatMap((entry) => entry.teams))
  const names = new Set(entries.flatMap((entry) => entry.who))
  return { teams: [...teams].toSorted(), colleagues: [...names].toSorted((a, b) => a.localeCompare(b)) }
}

/** '12 of 660', '660 things'; what a search came to, as it is read out. */
export function sayFound(found: number, all: number): string {
  const things = all === 1 ? '1 entry' : `${String(all)} entries`
  return found === all ? things : `${String(found)} of ${things}`
}
