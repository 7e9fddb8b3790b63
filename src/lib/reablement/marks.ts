/** What teams put on the page beside a person's note: how it is going, each team's mark, raised-because. */
export const hows = ['ok', 'watch', 'concern'] as const
export type How = (typeof hows)[number]

/** Colour never speaks alone: each has its sign and its words. */
export const howShown: Record<How, { sign: string; words: string }> = {
  ok: { sign: '●', words: 'On track' },
  watch: { sign: '▲', words: 'Watch' },
  concern: { sign: '◆', words: 'Concern' },
}

/** A team's mark: we ask for this person to be discussed · we should see them · nothing from us. */
export const teamMarks = ['ask', 'see', 'none'] as const
export type TeamMark = (typeof teamMarks)[number]
export const teamMarkShown: Record<TeamMark, string> = {
  ask: 'Ask',
  see: 'See me',
  none: 'Nothing from me',
}

/** The longest "raised because", in characters. */
export const raisedLongest = 200

/** One person's marks on one page. */
export interface Marks {
  how?: How
  /** By team code. */
  teams: Record<string, TeamMark>
  /** Why a colleague raised this person; absent or empty when nobody did. */
  raised?: string
}

/** Who set a mark and when (instant, ISO UTC), by the server's clock. `key` is `how`, `raised` or `team.OT`. */
export interface MarkStamp {
  episode: string
  key: string
  value: string
  /** The colleague's short name, "Priya S". */
  by: string
  at: string
}
