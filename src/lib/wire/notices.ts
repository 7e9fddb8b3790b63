import type { ActionView } from '../reablement/action.ts'
import type { HuddlePerson, Steering } from '../reablement/huddle.ts'
import type { MarkStamp } from '../reablement/marks.ts'
import type { ScreenView } from '../reablement/screen-view.ts'
import type { TeamCode } from '../reablement/team.ts'
import type { Telling } from '../reablement/telling.ts'

/** Of everything in this folder; a browser that speaks another version reloads. */
export const protocolVersion = 2

/** Whose command moved the meeting. */
export interface SteeringAct {
  colleague: string
  /** Short, "Dee K". */
  by: string
}

/** What was done to an action. */
export type ActionHappened =
  | 'agreed'
  /** Asked for by somebody who may not ask for it outright. */
  | 'to sign off'
  | 'signed off'
  | 'returned'
  | 'accepted'
  | 'declined'
  | 'done'
  | 'undone'
  | 're-dated'
  | 're-assigned'
  | 'escalated'
  | 'settled'
  | 'measured'
  | 'to be measured'
  | 'taken by us'
  | 'booked'
  | 'ordered'
  | 'delivered'
  | 'shown'
  | 'collected'
  | 'cancelled'
  | 'corrected'

/** Something changed that every open screen should show. */
export type News =
  | { kind: 'action'; action: ActionView; happened: ActionHappened }
  /** `act` when somebody’s command led there; what they did is read from before and after. */
  | { kind: 'steering'; steering: Steering; act?: SteeringAct }
  /** A huddle closed, or was closed `itself` in the morning because nobody had; `steering` is of the next one, whose page is now open. */
  | { kind: 'page turned'; closed: { huddle: string; date: string; itself?: true }; steering: Steering }
  | { kind: 'mark'; huddle: string; stamp: MarkStamp }
  /** Something was committed to or planned about somebody: this is how they stand now. */
  | { kind: 'person'; person: HuddlePerson }
  /** These have waited too long: told again to their team, or to whoever leads it (`leads`, ids of colleagues). */
  | { kind: 'told'; telling: Telling; team: TeamCode; leads: string[]; actions: ActionView[] }
  /** A colleague who is not in the meeting raised somebody, or took it back: load what is shown again. */
  | { kind: 'raised'; episode: string }
  /** A later check was answered, or dated: so many wait to be asked today. */
  | { kind: 'later checks'; due: number }
  /** A file was applied, or an episode ended: load the board again. */
  | { kind: 'caseload' }
  /** The catalogue or a kit changed: load them again. */
  | { kind: 'catalogue' }
  /** An administrator changed a setting or a closure day: load everything again. */
  | { kind: 'settings' }

/** Socket.IO event `notice`. Sequences rise by one; `boot` changes when the server restarts. */
export interface Notice {
  sequence: number
  boot: string
  /** The server's clock when this was sent, which may be later than when it happened. ISO UTC. */
  now: string
  news: News
}

/** A colleague with at least one open screen. */
export interface Here {
  id: string
  name: string
  team: TeamCode
}

/** Socket.IO event `hello`, first on every connection. */
export interface Hello {
  version: number
  boot: string
  /** The newest notice there is. */
  sequence: number
  /** The server's clock, ISO UTC: screens count from it, never from their own. */
  now: string
  you: Here
  steering: Steering
  /** True when the screen's last notice is too old to catch up: load the page's data again. */
  stale: boolean
}

/** What a screen tells on connecting (`socket.auth`): the last notice it has, if any. */
export interface Since {
  boot?: string
  sequence?: number
}

/** Socket.IO event `view`: all a shared screen hears, on connecting and whenever what it shows has changed. */
export type View = ScreenView

/** Event names. `here` carries Here[]; `active` (browser to server, no body) says a person is at the desk. */
export const events = {
  hello: 'hello',
  notice: 'notice',
  here: 'here',
  view: 'view',
  command: 'command',
  active: 'active',
  /** The session has ended; the reason is one of the close codes. */
  ended: 'ended',
} as const

/** Path of Socket.IO on the one port. */
export const noticesPath = '/live'
