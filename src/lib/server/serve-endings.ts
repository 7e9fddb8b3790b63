import type { ActionView } from '../reablement/action.ts'
import type { Colleague } from '../reablement/colleague.ts'
import { londonDate } from '../reablement/dates.ts'
import type { Command } from '../wire/commands.ts'
import type { EndingCommandKind } from '../wire/ending-commands.ts'
import { endingCommands } from '../wire/ending-commands.ts'
import { endEpisode } from './episodes/end-episode.ts'
import type { EndEpisodeInput } from '../reablement/ending-inputs.ts'
import { countDue } from './episodes/read-later-checks.ts'
import { saveEnding } from './episodes/save-ending.ts'
import { sayLaterCheck, undoLaterCheck } from './episodes/say-later-check.ts'
import { undoEnd } from './episodes/undo-end.ts'
import { leaveAgenda } from './huddles/leave-agenda.ts'
import type { Notices } from './notices/notices.ts'
import { agreeIn } from './register/agree-action.ts'
import { cancelIn } from './register/cancel-action.ts'
import { tellPerson } from './serve-people.ts'
import type { Desk } from './storage/desk.ts'

/** A command about the end of an episode, or a later check. */
export type OnEnding = Extract<Command, { kind: EndingCommandKind }>

export function isOnEnding(command: Command): command is OnEnding {
  return Object.hasOwn(endingCommands, command.kind)
}

interface Parts {
  desk: Desk
  notices: Notices
  /** Somebody came onto the board or left it: every screen loads anew. */
  boardChanged: () => void
}

/** Does what a command about an ending or a later check asks, and tells every screen. Throws the act's Problem. */
export async function serveEnding(parts: Parts, command: OnEnding, who: Colleague): Promise<null> {
  const { desk } = parts
  switch (command.kind) {
    case 'save ending':
      await saveEnding(desk, who, command.input)
      tellPerson(parts, command.input.episode)
      return null
    case 'end episode':
      return ending(parts, command.input, who)
    case 'undo end':
      await undoEnd(desk, who, command.input)
      return tellGoneOrBack(parts)
    case 'say later check':
      await sayLaterCheck(desk, who, command.input)
      return tellLaterChecks(parts)
    case 'undo later check':
      await undoLaterCheck(desk, who, command.input)
      return tellLaterChecks(parts)
  }
}

/** Ends it; what was closed and asked by it is told as it is anywhere else. */
async function ending(parts: Parts, input: EndEpisodeInput, who: Colleague): Promise<null> {
  const agreed: ActionView[] = []
  const closed: ActionView[] = []
  await endEpisode(parts.desk, who, input, {
    agree: (tx, at, asked) => {
      const view = agreeIn(tx, at, who, asked)
      agreed.push(view)
      return view
    },
    close: (tx, at, action, reason) => closed.push(cancelIn(tx, at, who, action, reason)),
    leaveAgenda,
  })
  for (const action of agreed) parts.notices.tell({ kind: 'action', action, happened: 'agreed' })
  for (const action of closed) parts.notices.tell({ kind: 'action', action, happened: 'cancelled' })
  return tellGoneOrBack(parts)
}

function tellGoneOrBack(parts: Parts): null {
  parts.boardChanged()
  return tellLaterChecks(parts)
}

/** How many wait to be asked today changes on every screen. */
function tellLaterChecks({ desk, notices }: Parts): null {
  const due = countDue(desk.storage, londonDate(desk.clock()))
  notices.tell({ kind: 'later checks', due })
  return null
}
