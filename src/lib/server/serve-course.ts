import type { ActionView } from '../reablement/action.ts'
import type { Colleague } from '../reablement/colleague.ts'
import type { Command, CommandInput } from '../wire/commands.ts'
import { courseCommands } from '../wire/course-commands.ts'
import { acceptReferral } from './episodes/accept-referral.ts'
import { correctStart } from './episodes/correct-start.ts'
import { correctStay } from './episodes/correct-stay.ts'
import { declineReferral } from './episodes/decline-referral.ts'
import { extendEpisode } from './episodes/extend-episode.ts'
import { startEpisode } from './episodes/start-episode.ts'
import { leaveAgenda } from './huddles/leave-agenda.ts'
import type { Notices } from './notices/notices.ts'
import { cancelIn } from './register/cancel-action.ts'
import type { Desk } from './storage/desk.ts'

/** A command about the course of an episode. */
export type OnCourse = Extract<Command, { kind: keyof typeof courseCommands }>

export function isOnCourse(command: Command): command is OnCourse {
  return command.kind in courseCommands
}

interface Parts {
  desk: Desk
  notices: Pick<Notices, 'tell'>
  /** Every screen loads the board anew: people come on it and leave it, and days are counted otherwise. */
  boardChanged: () => void
}

/** Does what a command about an episode’s course asks, and tells every screen. Throws the act's Problem. */
export async function serveCourse(parts: Parts, command: OnCourse, who: Colleague): Promise<void> {
  if (command.kind === 'decline referral') await declining(parts, command.input, who)
  else await act(parts.desk, command, who)
  parts.boardChanged()
}

/** Declines it; what was cancelled by it is told as it is anywhere else. */
async function declining(
  { desk, notices }: Parts,
  input: CommandInput<'decline referral'>,
  who: Colleague,
): Promise<void> {
  const closed: ActionView[] = []
  await declineReferral(desk, who, input, {
    close: (tx, at, action, reason) => closed.push(cancelIn(tx, at, who, action, reason)),
    leaveAgenda,
  })
  for (const action of closed) notices.tell({ kind: 'action', action, happened: 'cancelled' })
}

type Plain = Exclude<OnCourse, { kind: 'decline referral' }>

function act(desk: Desk, command: Plain, who: Colleague): Promise<void> {
  switch (command.kind) {
    case 'accept referral':
      return acceptReferral(desk, who, command.input)
    case 'start episode':
      return startEpisode(desk, who, command.input)
    case 'extend episode':
      return extendEpisode(desk, who, command.input)
    case 'correct hospital stay':
      return correctStay(desk, who, command.input)
    case 'correct start':
      return correctStart(desk, who, command.input)
  }
}
