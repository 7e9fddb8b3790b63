import type { ChannelKind, Identity } from './outgoing.ts'
import type { TeamTime } from './telling.ts'

/** What an administrator sees of the outbox and of a team's channels. No more of a person than the reference. */

export const deliveryStates = ['gathered', 'waiting', 'sent', 'dead', 'in digest', 'let go'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** One thing that left, waits or died. Instants are ISO UTC. */
export interface DeliveryLine {
  id: string
  team: string
  kind: ChannelKind
  /** 'action agreed', 'digest', 'test' */
  topic: string
  /** The person's reference; null of several in one mail, and of a test. */
  reference: string | null
  state: DeliveryState
  madeAt: string
  nextAt: string
  attempts: number
  answer: string | null
  endedAt: string | null
}

/** How one team's outbox stands. */
export interface TeamOutbox {
  team: string
  /** The channels that are on, besides the list. */
  on: ChannelKind[]
  gathered: number
  waiting: number
  dead: number
  /** Since the purge. */
  sent: number
}

export interface OutboxView {
  teams: TeamOutbox[]
  dead: DeliveryLine[]
  waiting: DeliveryLine[]
  sent: DeliveryLine[]
  /** Days after which what was sent, and what died, is removed. */
  keepDays: number
}

/** A team's channels as the form shows them. */
export interface ChannelsView {
  team: { code: string; name: string }
  /** How long something may wait at it, and who leads it. */
  time: TeamTime
  identity: Identity
  mail: { on: boolean; addresses: string }
  webhook: { on: boolean; url: string; hasSecret: boolean; beforeUntil: string | null }
  file: { on: boolean; folder: string; csv: boolean; json: boolean; columns: string }
  /** What the server's settings let be chosen. */
  offers: { mail: boolean; loopback: boolean; handOff: string | null }
}

/** "agreed", "withdrawn", "digest of a huddle", "a test" */
export function sayTopic(topic: string): string {
  if (topic === 'digest') return 'digest of a huddle'
  if (topic === 'test') return 'a test'
  return topic.replace(/^action /, '')
}

export const channelWords: Record<ChannelKind, string> = {
  mail: 'e-mail',
  webhook: 'webhook',
  file: 'hand-off file',
}
