import type { TeamDone } from './huddle.ts'
import type { Marks } from './marks.ts'
import type { TeamCode } from './team.ts'

/** How far a team is with its marks for a huddle. */
export interface TeamProgress {
  team: TeamCode
  /** People it has said something about: asked for, wants to see, or nothing from them. */
  marked: number
  /** Everybody on the board. */
  of: number
  /** It has nothing for all the rest; null when it has not said so. Its later marks count all the same. */
  done: TeamDone | null
}

/** Whether this team has said something about a person, were it "nothing". */
export function isMarkedBy(team: TeamCode, marks: Marks): boolean {
  return marks.teams[team] !== undefined
}

/**
 * How far each team is, in the order given. `everybody` holds the marks of each person on the board, once; marks about
 * anybody else do not count.
 */
export function teamsProgress(
  teams: readonly TeamCode[],
  everybody: readonly Marks[],
  teamsDone: readonly TeamDone[],
): TeamProgress[] {
  return teams.map((team) => ({
    team,
    marked: everybody.filter((marks) => isMarkedBy(team, marks)).length,
    of: everybody.length,
    done: teamsDone.find((done) => done.team === team) ?? null,
  }))
}

/** Whom a team has yet to mark. None once it has nothing for the rest: that speaks for all of them. */
export function leftToMark({ marked, of, done }: TeamProgress): number {
  return done ? 0 : of - marked
}

/** Has people left to mark, and nobody of it is there (`there`: the teams somebody of which is), or it has not begun. */
export function isSilent(progress: TeamProgress, there: ReadonlySet<TeamCode>): boolean {
  return leftToMark(progress) > 0 && (progress.marked === 0 || !there.has(progress.team))
}

/** '✓', '12 left' or 'not begun'. A team that marked nobody and has nothing for the rest is done, too. */
export function sayProgress(progress: TeamProgress): string {
  const left = leftToMark(progress)
  if (left === 0) return '✓'
  return progress.marked === 0 ? 'not begun' : `${String(left)} left`
}
