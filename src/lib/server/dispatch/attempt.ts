import { eq } from 'drizzle-orm'
import { channel as channelTable, delivery } from '../storage/dispatch-schema.ts'
import type { Desk } from '../storage/desk.ts'
import { team } from '../storage/schema.ts'
import { identityOf, readChannel } from './channels.ts'
import type { Channel } from './channels.ts'
import { outgoingOf } from './contents.ts'
import { isTold, toldTopics } from '../../reablement/outgoing.ts'
import type { Outgoing } from '../../reablement/outgoing.ts'
import { leading } from '../access/team-time.ts'
import { handOff } from './hand-off.ts'
import type { CsvText, HandOffRoots } from './hand-off.ts'
import { digestMail, singleMail, testMail, toldMail } from './mail-words.ts'
import type { MailWords } from './mail-words.ts'
import { NotSent } from './not-sent.ts'
import type { DeliveryRow, Outcome } from './queue.ts'
import { sendMail } from './send-mail.ts'
import type { MailServer } from './send-mail.ts'
import { sendWebhook, webhookBody } from './send-webhook.ts'
import type { Patience } from './send-webhook.ts'

/** What the server's settings and the service give the worker. */
export interface Ways {
  mail: MailServer | null
  /** May a webhook go to this very machine? */
  loopback: boolean
  roots: HandOffRoots
  csv: CsvText
  patience: Patience
}

/** Tries one delivery once. Never throws but for a fault of ours. */
export async function attempt(
  desk: Desk,
  ways: Ways,
  row: DeliveryRow,
  signal: AbortSignal,
): Promise<Outcome> {
  const found = desk.storage.select().from(channelTable).where(eq(channelTable.id, row.channel)).get()
  if (!found?.on) return { sent: 'nothing', answer: 'the channel was turned off' }
  const channel = readChannel(found)
  const leaves = whatOf(desk, row, channel)
  if (leaves.length === 0 && row.topic !== 'test') return { sent: 'nothing', answer: 'nothing is left of it' }
  const to = channel.kind === 'mail' ? addressees(desk, row.topic, channel) : []
  if (channel.kind === 'mail' && to.length === 0) return { sent: 'nothing', answer: 'nobody leads the team' }
  try {
    return { sent: true, answer: await send(desk, ways, { row, channel, to, leaves, signal }) }
  } catch (error) {
    if (!(error instanceof NotSent)) throw error
    return { sent: false, answer: error.words, final: error.final }
  }
}

function whatOf({ storage }: Desk, row: DeliveryRow, { team: of }: Channel): Outgoing[] {
  if (row.topic === 'test') return []
  const parts = storage.select({ id: delivery.id }).from(delivery).where(eq(delivery.digest, row.id)).all()
  const ids = row.outbox === null ? parts.map(({ id }) => id) : [row.id]
  return outgoingOf(storage, ids, identityOf(storage, of))
}

interface Sending {
  row: DeliveryRow
  channel: Channel
  /** Of a mail. */
  to: string[]
  /** None of a test, one of a single, several of a digest. */
  leaves: Outgoing[]
  signal: AbortSignal
}

async function send(desk: Desk, ways: Ways, { row, channel, to, leaves, signal }: Sending): Promise<string> {
  const [id, now, { patience }] = [row.id, desk.clock(), ways]
  const [first = null] = leaves
  switch (channel.kind) {
    case 'mail': {
      if (!ways.mail) throw new NotSent('no mail server is set', { final: true })
      const words = mailWords(teamName(desk, channel.team), row.topic, leaves)
      return sendMail(words, { server: ways.mail, to, id, now, patience })
    }
    case 'webhook':
      return sendWebhook(webhookBody(first, row.madeAt), {
        ...{ channel, id, now, patience, signal },
        loopback: ways.loopback,
      })
    case 'file': {
      const { settings } = channel
      return handOff(first ?? testFile(row, channel.team), { settings, id, roots: ways.roots, csv: ways.csv })
    }
  }
}

/** The team's addresses; what is told to its lead goes to the lead's own. */
function addressees(desk: Desk, topic: string, { team: of, settings }: Channel & { kind: 'mail' }): string[] {
  if (topic !== toldTopics.lead) return settings.addresses
  return leading(desk.storage)(of).map(({ email }) => email)
}

function mailWords(name: string, topic: string, leaves: readonly Outgoing[]): MailWords {
  const [first] = leaves
  if (topic === 'digest') return digestMail(name, leaves)
  if (isTold(topic)) return toldMail(name, topic, leaves)
  return first ? singleMail(name, first) : testMail(name)
}

function teamName({ storage }: Desk, code: string): string {
  return storage.select({ name: team.name }).from(team).where(eq(team.code, code)).get()?.name ?? code
}

/** A file with every column, about nobody. */
function testFile({ madeAt }: DeliveryRow, of: string): Outgoing {
  return {
    ...{ topic: 'test', at: madeAt, action: '', kind: 'task', item: null, what: 'A test from Perch' },
    ...{ quantity: 1, room: '', measures: '', due: madeAt.slice(0, 10), team: of, state: '', urgent: false },
    person: { reference: '' },
  }
}
