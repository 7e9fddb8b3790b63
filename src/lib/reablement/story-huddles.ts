import { shortName } from './colleague.ts'
import { londonDate, sayDay } from './dates.ts'
import type { LocalDate } from './dates.ts'
import type { PastNote } from './episode-view.ts'
import { howShown } from './marks.ts'
import { amendmentPartWords } from './record.ts'
import type { StoryKind } from './story-kinds.ts'
import { signedBy } from './story-who.ts'
import type { StorySource, Telling } from './story.ts'

/** Where a commitment is filed. Calls and hospital have rows of their own, which say more. */
const filedUnder: Partial<Record<string, StoryKind>> = {
  ends: 'course',
  outcome: 'course',
  collection: 'course',
  'later check': 'review',
}

/** The huddles’ part of the story: each note, what was committed to, and what was corrected afterwards. */
export function storyOfHuddles({ notes, told }: StorySource, today: LocalDate): Telling[] {
  const chips = told.chips.flatMap(({ on, kind, words, at, who }) => {
    const file = filedUnder[kind]
    if (file === undefined) return []
    return [{ id: `chip ${on} ${kind}`, kind: file, on, at, words, who: [who], signed: shortName(who) }]
  })
  const corrected = told.amendments.map(({ id, date, part, words, at, who }) => ({
    ...{ id: `amendment ${id}`, kind: 'huddle' as const, on: londonDate(new Date(at)), at },
    words: `Record of ${sayDay(date, today)} corrected, ${amendmentPartWords[part]}`,
    ...{ more: [words], who: [who], signed: shortName(who), href: `/huddles/${date}` },
  }))
  return [...notes.map(noteOf), ...chips, ...corrected]
}

function noteOf({ date, text, how, howBy, raised, teams, authors }: PastNote): Telling {
  const asked = Object.entries(teams).filter(([, mark]) => mark !== 'none')
  const own = howBy !== null && authors.includes(howBy)
  const marks = asked.map(([code, mark]) => (mark === 'ask' ? `${code} asked` : `${code} to see them`))
  return {
    ...{ id: `note ${date}`, kind: 'huddle', on: date, how },
    words: how ? `${howShown[how].words}${own ? '' : saidBy(howBy)}` : 'Note',
    more: [raised ? `Raised: ${raised}` : '', text, marks.join(', ')],
    who: [...new Set([...authors, ...(howBy ? [howBy] : [])])],
    teams: asked.map(([code]) => code),
    ...{ signed: signedBy(authors), href: `/huddles/${date}` },
  }
}

const saidBy = (name: string | null) => (name === null ? '' : `, said by ${shortName(name)}`)
