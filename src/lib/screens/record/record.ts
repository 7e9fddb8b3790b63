import type { AgendaSection, PageDamage } from '#lib/reablement/huddle.ts'
import type { HuddleFigures } from '#lib/reablement/record.ts'

export const sectionWords: Record<AgendaSection, string> = {
  promises: 'Late and declined actions',
  new: 'New',
  raised: 'Raised',
  leaving: 'Leaving',
  'quick look': 'Quick look',
  rest: 'Everybody else with something to record',
}

/** What the record says when nobody closed the huddle. */
export const notClosedWords =
  'Not closed: nobody closed this huddle, so Perch did the next morning. Everything that was written and agreed is kept. Nobody is called discussed who was still on the screen.'

/** What the record says when its page was damaged. */
export const damageWords: Record<PageDamage, string> = {
  part: 'The page of this huddle was damaged. The notes and marks below were written before the damage; what was written after it may be missing. Outcomes and agreed actions are complete.',
  all: 'The page of this huddle was damaged and none of its notes and marks could be trusted: this record has none. Outcomes and agreed actions are complete.',
}

/** 'raised 14 min, new 5 min': where the time went, the most first. `sayLasted` says seconds. */
export function saySections(
  { secondsBySection }: Pick<HuddleFigures, 'secondsBySection'>,
  sayLasted: (seconds: number) => string,
): string {
  const spent = Object.entries(secondsBySection).map(([section, seconds]) => ({
    section,
    seconds: seconds ?? 0,
  }))
  return spent
    .toSorted((a, b) => b.seconds - a.seconds)
    .map(({ section, seconds }) => `${section === 'here' ? 'who is here' : section} ${sayLasted(seconds)}`)
    .join(', ')
}

/** 1 → '1st', 12 → '12th': the order in which people were reached. */
export function sayPlace(turn: number): string {
  const teen = turn % 100 >= 11 && turn % 100 <= 13
  const ending = teen ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[turn % 10] ?? 'th')
  return `${String(turn)}${ending}`
}
