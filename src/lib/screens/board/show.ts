import type { LocalDate } from '#lib/reablement/dates.ts'
import { endingWithin } from '#lib/reablement/episode.ts'
import { isListed } from '#lib/reablement/huddle.ts'
import type { Team } from '#lib/reablement/team.ts'
import { isMarkedBy } from '#lib/reablement/premark.ts'
import { writeSort } from './order.ts'
import type { Sort } from './order.ts'
import type { Standing } from './standing.ts'

/**
 * Which people the board shows. A team's two letters stand for the people who need that team; `premark` for those the
 * reader's own team has yet to mark.
 */
export type Show = 'everyone' | (typeof groups)[number] | { team: string }
const groups = ['huddle', 'premark', 'new', 'ending', 'overdue'] as const

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

/** Where the board shows these people in this order. */
export function boardAddress(show: Show, sort: Sort): string {
  const asked = Object.entries({ show: writeShow(show), sort: writeSort(sort) })
  const words = asked.flatMap(([name, value]) => (value ? `${name}=${value}` : []))
  return words.length > 0 ? `/board?${words.join('&')}` : '/board'
}

/** Whether a team is asked for: it asked or wants to see the person, or has an open action for them. */
function needs({ marks, open }: Standing, team: string): boolean {
  const mark = marks.teams[team]
  return mark === 'ask' || mark === 'see' || open.some((action) => action.team === team)
}

/** Whether this person is among those shown; `mine` is the reader's own team. */
export function isShown(show: Show, standing: Standing, asAt: LocalDate, mine = ''): boolean {
  if (typeof show === 'object') return needs(standing, show.team)
  switch (show) {
    case 'everyone':
      return true
    case 'huddle':
      return standing.item !== null && isListed(standing.item)
    case 'premark':
      return !isMarkedBy(mine, standing.marks)
    case 'new':
      return standing.row.isNew
    case 'ending':
      return endingWithin(standing.row.plannedEnd, asAt, week)
    case 'overdue':
      return standing.overdue > 0
  }
}
