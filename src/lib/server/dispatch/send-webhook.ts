import { STATUS_CODES, request as requestPlain } from 'node:http'
import type { ClientRequest } from 'node:http'
import { request as requestSecure } from 'node:https'
import type { Outgoing } from '../../reablement/outgoing.ts'
import type { Channel } from './channels.ts'
import { NotSent } from './not-sent.ts'
import { signedHeaders } from './sign.ts'
import { lookupOutside, refusedUrl } from './where-to.ts'

type Webhook = Extract<Channel, { kind: 'webhook' }>

/** How long a receiver may take: to be reached, and until it has answered, in milliseconds. [choice] */
export interface Patience {
  connect: number
  answer: number
}

interface Posting {
  channel: Webhook
  /** The delivery's. */
  id: string
  now: Date
  loopback: boolean
  patience: Patience
  signal: AbortSignal
}

/** What a webhook says of one step, in the scheme's own frame. A test has no `data` but that. */
export function webhookBody(outgoing: Outgoing | null, at: string): string {
  if (!outgoing) return JSON.stringify({ type: 'test', timestamp: at, data: { test: true } })
  const { topic, at: since, ...data } = outgoing
  return JSON.stringify({ type: topic.replaceAll(' ', '.'), timestamp: since, data })
}

/** Posts one body, signed. Resolves with what to note of the answer. @throws NotSent. No redirect is followed. */
export function sendWebhook(body: string, posting: Posting): Promise<string> {
  const { channel, loopback, patience, signal } = posting
  const refused = refusedUrl(channel.settings.url, loopback)
  if (refused) throw new NotSent(`its address is not allowed: ${refused}`, { final: true })
  const url = new URL(channel.settings.url)
  const open = url.protocol === 'https:' ? requestSecure : requestPlain
  return new Promise((done, failed) => {
    const sent = open(url, {
      ...{ method: 'POST', signal, agent: false, lookup: lookupOutside(loopback) },
      headers: headersOf(body, posting),
    })
    const late = limits(sent, patience)
    const stop = (error: unknown) => {
      clearTimeout(late.connect)
      clearTimeout(late.answer)
      failed(error instanceof NotSent ? error : new NotSent('could not be reached', { cause: error }))
    }
    sent.on('error', stop)
    sent.on('response', (answer) => {
      clearTimeout(late.answer)
      // Whatever it wrote is not read: it may hold what it was sent.
      answer.on('error', () => undefined)
      sent.destroy()
      const status = answer.statusCode ?? 0
      if (status >= 200 && status < 300) done(`answered ${said(status)}`)
      else stop(refusal(status))
    })
    sent.end(body)
  })
}

function headersOf(body: string, { channel, id, now }: Posting): Record<string, string | number> {
  const before = channel.secretBefore !== null && (channel.beforeUntil ?? '') > now.toISOString()
  const secrets = [channel.secret, before ? channel.secretBefore : null].filter((one) => one !== null)
  return {
    ...{
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'Perch',
    },
    ...signedHeaders({ id, now, body }, secrets),
  }
}

function limits(sent: ClientRequest, patience: Patience) {
  const give = (words: string, after: number) => setTimeout(() => sent.destroy(new NotSent(words)), after)
  const connect = give('could not be reached in time', patience.connect)
  const answer = give('did not answer in time', patience.connect + patience.answer)
  sent.on('socket', (socket) => {
    const reached = () => clearTimeout(connect)
    socket.once(socket instanceof Object && 'encrypted' in socket ? 'secureConnect' : 'connect', reached)
  })
  return { connect, answer }
}

/** 410 says: never again. [std: Standard Webhooks] */
function refusal(status: number): NotSent {
  if (status >= 300 && status < 400)
    return new NotSent(`answered ${said(status)}: redirects are not followed`)
  return new NotSent(`answered ${said(status)}`, { final: status === 410 })
}

function said(status: number): string {
  return `${String(status)} ${STATUS_CODES[status] ?? ''}`.trim()
}
