import type { How, Marks } from './marks.ts'
import type { TeamCode } from './team.ts'

/** Somebody a team asks for after the silent minute. */
export interface AskedFor {
  episode: string
  /** Teams that ask for them or want to see them, by code. */
  asks: TeamCode[]
  /** Teams that said explicitly that there is nothing from them. */
  against: TeamCode[]
  /** On track today, a concern at the last huddle, and still asked for. */
  turned: boolean
  /** The teams do not agree on whether there is anything to talk about. */
  disagree: boolean
}

function teamsThat(marks: Marks, says: (mark: string) => boolean): TeamCode[] {
  return Object.entries(marks.teams)
    .filter(([, mark]) => says(mark))
    .map(([team]) => team)
    .sort((a, b) => a.localeCompare(b))
}

/**
 * What the silent minute leaves to talk about: asks, and before them disagreements between teams. A disagreement is
 * somebody one team asks for or wants to see while another said explicitly “nothing from me”, or who is asked for while
 * they are on track today and were a concern last time. Otherwise in the order given. [choice]
 */
export function disagreements(
  people: readonly { episode: string; marks: Marks; lastHow: How | null }[],
): AskedFor[] {
  const asked = people.flatMap(({ episode, marks, lastHow }): AskedFor[] => {
    const asks = teamsThat(marks, (mark) => mark !== 'none')
    if (asks.length === 0) return []
    const against = teamsThat(marks, (mark) => mark === 'none')
    const turned = marks.how === 'ok' && lastHow === 'concern'
    return [{ episode, asks, against, turned, disagree: against.length > 0 || turned }]
  })
  return asked.toSorted((a, b) => Number(b.disagree) - Number(a.disagree))
}
