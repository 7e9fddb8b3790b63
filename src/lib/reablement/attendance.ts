import { sayTime } from './dates.ts'
import type { AttendanceMode, Steering } from './huddle.ts'
import type { TeamCode } from './team.ts'
import { asksOf } from './waiting.ts'

/** A colleague’s line of who is here. */
export type Attendee = Steering['attendance'][number]

/** Whether somebody who has been in the room is there still. */
export function isThere({ left }: Pick<Attendee, 'left'>): boolean {
  return left === undefined
}

/** How a team is there just now. */
export interface TeamThere {
  team: TeamCode
  there: number
  /** Nobody of it is there: not yet, or not any more. */
  missing: boolean
  /** What waits for it: with nobody there its own asks, and at any time what was agreed for it without it. */
  asks: number
}

/** Each team in the order given. [seed] "attendance by team; a missing team's asks wait in its queue" */
export function teamsThere(
  teams: readonly TeamCode[],
  { attendance, agenda, missed }: Pick<Steering, 'attendance' | 'agenda' | 'missed'>,
): TeamThere[] {
  return teams.map((team) => {
    const there = attendance.filter((one) => one.team === team && isThere(one)).length
    const own = there === 0 ? asksOf(agenda, team) : 0
    return { team, there, missing: there === 0, asks: own + (missed[team] ?? 0) }
  })
}

/** '1 ask waits', '3 asks wait'; '' for none. */
export function sayAsks(asks: number): string {
  if (asks === 0) return ''
  return asks === 1 ? '1 ask waits' : `${String(asks)} asks wait`
}

/** How somebody is there, as a sign and in words: ● in the room, ◐ remote, ○ not said or gone again. */
export function sayAttendee(one: Attendee | undefined): { sign: string; words: string } {
  if (!one) return { sign: '', words: 'not here' }
  if (one.left !== undefined) return { sign: '○', words: `left ${sayTime(one.left)}` }
  if (one.mode === 'room') return { sign: '●', words: 'in the room' }
  if (one.mode === 'remote') return { sign: '◐', words: 'remote' }
  return { sign: '○', words: one.here ? 'online, not said' : 'was online' }
}

/** '12 in the room, 3 remote': of those who are there; '' before anybody has said. */
export function sayModes(attendance: readonly Pick<Attendee, 'mode' | 'left'>[]): string {
  const of = (mode: AttendanceMode) => attendance.filter((one) => one.mode === mode && isThere(one)).length
  const [room, remote] = [of('room'), of('remote')]
  return [room && `${String(room)} in the room`, remote && `${String(remote)} remote`]
    .filter(Boolean)
    .join(', ')
}

/** Who was there at any time, as far as the figures of a huddle ask. */
export type WasThere = Pick<Attendee, 'team'> & { mode?: AttendanceMode | null }

/** What a huddle keeps of who was there; who came late or left early was there. `teams`: all of the service. */
export function attendanceFigures(
  there: readonly WasThere[],
  teams: readonly TeamCode[],
): { there: number; teamsThere: number; inRoom: number; remote: number; teamsMissing: TeamCode[] } {
  const came = new Set(there.map(({ team }) => team))
  return {
    there: there.length,
    teamsThere: came.size,
    inRoom: there.filter(({ mode }) => mode === 'room').length,
    remote: there.filter(({ mode }) => mode === 'remote').length,
    teamsMissing: teams.filter((team) => !came.has(team)),
  }
}
