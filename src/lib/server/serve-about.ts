import type { Colleague } from '../reablement/colleague.ts'
import { aboutCommands } from '../wire/about-commands.ts'
import type { AboutKind } from '../wire/about-commands.ts'
import type { Command } from '../wire/commands.ts'
import { answerRisk } from './episodes/answer-risk.ts'
import type { Agree } from './episodes/ask-collection.ts'
import { changeCallsFrom } from './episodes/change-calls-from.ts'
import { recordCareAct } from './episodes/record-care-act.ts'
import { recordCommunication } from './episodes/record-communication.ts'
import { recordFireConsent } from './episodes/record-fire-consent.ts'
import { recordRespect } from './episodes/record-respect.ts'
import { recordSafeguarding } from './episodes/record-safeguarding.ts'
import { referToFire } from './episodes/refer-to-fire.ts'
import { reviewGoal } from './episodes/review-goal.ts'
import { rewordGoal } from './episodes/reword-goal.ts'
import { sayWhatMatters } from './episodes/say-what-matters.ts'
import { setGoal } from './episodes/set-goal.ts'
import type { Desk } from './storage/desk.ts'

/** A command about what is known of a person. */
export type OnAbout = Extract<Command, { kind: AboutKind }>

export function isOnAbout(command: Command): command is OnAbout {
  return command.kind in aboutCommands
}

/** Each of them, and its act. `agree` is handed to the one that agrees an action. Throws the act's Problem. */
export async function doAbout(desk: Desk, command: OnAbout, who: Colleague, agree: Agree): Promise<void> {
  switch (command.kind) {
    case 'change calls from':
      return changeCallsFrom(desk, who, command.input)
    case 'set goal':
      return setGoal(desk, who, command.input)
    case 'reword goal':
      return rewordGoal(desk, who, command.input)
    case 'review goal':
      return reviewGoal(desk, who, command.input)
    case 'say what matters':
      return sayWhatMatters(desk, who, command.input)
    case 'answer risk':
      return answerRisk(desk, who, command.input)
    case 'record fire consent':
      return recordFireConsent(desk, who, command.input)
    case 'refer to fire':
      return referToFire(desk, who, command.input, agree)
    case 'record communication':
      return recordCommunication(desk, who, command.input)
    case 'record respect':
      return recordRespect(desk, who, command.input)
    case 'record safeguarding':
      return recordSafeguarding(desk, who, command.input)
    case 'record care act':
      return recordCareAct(desk, who, command.input)
  }
}
