import { teamsThere } from '#lib/reablement/attendance.ts'
import type { AttendanceWord, HuddleStep } from '#lib/reablement/huddle.ts'
import type { TeamMark } from '#lib/reablement/marks.ts'
import type { TeamCode } from '#lib/reablement/team.ts'
import type { Meeting } from './meeting.svelte.ts'

/** What one screen does in the steps before the people. */
export class StepActs {
  readonly #meeting: Meeting
  /** Whose colleagues are listed over the foot. */
  there = $state<TeamCode | null>(null)

  constructor(meeting: Meeting) {
    this.#meeting = meeting
  }

  /** What this screen shows: the people while it shows one, else the step it is at; null while no huddle runs. */
  get at(): HuddleStep | null {
    const { shown, following, steering } = this.#meeting
    return shown === null ? (following.kept?.step ?? steering.step) : 'people'
  }

  /** Says that a colleague is in the room or remote, or has left; the same again takes it back. */
  async sayHere(colleague: string, word: AttendanceWord): Promise<void> {
    const { desk, steering } = this.#meeting
    const one = steering.attendance.find(({ id }) => id === colleague)
    const said = one?.left === undefined ? one?.mode : 'left'
    const asked = { huddle: steering.huddle, colleague, mode: said === word ? null : word }
    this.#tell(await desk.live.command('say here', asked))
  }

  /** Lists who of a team is there; without one of the first that is missing, else of one’s own. */
  openThere(team?: TeamCode): void {
    const { desk, steering } = this.#meeting
    const all = teamsThere(
      desk.teams.map(({ code }) => code),
      steering,
    )
    this.there = team ?? all.find(({ missing }) => missing)?.team ?? desk.me.team
  }

  /** One’s own team’s mark; the same again takes it back. */
  mark(episode: string, mark: TeamMark): void {
    const { page, me } = this.#meeting.desk
    const was = page.marks(episode).teams[me.team]
    page.setTeamMark(episode, me.team, was === mark ? null : mark)
  }

  /** Whether one's own team has nothing for whomever it has not marked. */
  get isDone(): boolean {
    const { desk, steering } = this.#meeting
    return steering.teamsDone.some(({ team }) => team === desk.me.team)
  }

  /** Nothing from a team, one's own unless said, for all the rest; the same again takes it back. */
  async nothingForTheRest(team: TeamCode = this.#meeting.desk.me.team): Promise<void> {
    const { desk, steering } = this.#meeting
    const said = steering.teamsDone.some((done) => done.team === team)
    const kind = said ? 'not done after all' : 'nothing for the rest'
    this.#tell(await desk.live.command(kind, { huddle: steering.huddle, team }))
  }

  /** Whether this colleague may speak for other teams: the chair, and those who lead. */
  get speaksForOthers(): boolean {
    const { desk, steering } = this.#meeting
    return steering.chair?.id === desk.me.id || desk.me.role === 'manager' || desk.me.role === 'administrator'
  }

  async moreSilence(): Promise<void> {
    await this.#meeting.steer((live, huddle) => live.command('more silence', { huddle }))
  }

  async endSilence(): Promise<void> {
    await this.#meeting.steer((live, huddle) => live.command('end silence', { huddle }))
  }

  #tell(answer: { ok: true } | { ok: false; problem: { words: string } }): void {
    this.#meeting.problem = answer.ok ? '' : answer.problem.words
  }
}
