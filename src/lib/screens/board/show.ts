import type { LocalDate } from '#lib/reablement/dates.ts'
import { endingWithin } from '#lib/reablement/episode.ts'
import { isListed } from '#lib/reablement/huddle.ts'
import type { Team } from '#lib/reablement/team.ts'
import type { Standing } from './standing.ts'

/** Which people the board shows. A team's two letters stand for the people who need that team. */
export type Show = 'everyone' | (typeof groups)[number] | { team: string }
const groups = ['huddle', 'new', 'ending', 'overdue'] as const

/** Days a planned end may lie ahead to count as "ending within a week". */
const week = 7

/** What `?show=` asks for; anything unknown is everyone. */
export function readShow(asked: string | null, teams: readonly Pick<Team, 'code'>[]): Show {
  const group = groups.find((one) => one === asked)
  if (group) return group
  const team = teams.find(({ code }) => code === asked)
  return team ? { team: team.code } : 'everyone'
}

/** The words of `?show=`; empty for everyone. */
export function writeShow(show: Show): string {
  if (typeof show === 'object') return show.team
  return show === 'everyone' ? '' : show
}

/** Whether a team is asked for: it asked or wants to see the person, or has an open action for them. */
function needs({ marks, open }: Standing, team: string): boolean {
  const mark = marks.teams[team]
  return mark === 'ask' || mark === 'see' || open.some((action) => action.team === team)
}

/** Whether this person is among those shown. */
export function isShown(show: Show, standing: Standing, asAt: LocalDate): boolean {
  if (typeof show === 'object') return needs(standing, show.team)
  switch (show) {
    case 'everyone':
      return true
    case 'huddle':
      return standing.item !== null && isListed(standing.item)
    case 'new':
      return standing.row.isNew
    case 'ending':
      return endingWithin(standing.row.plannedEnd, asAt, week)
    case 'overdue':
      return standing.overdue > 0
  }
}
