import { createTransport } from 'nodemailer'
import { NotSent } from './not-sent.ts'
import type { MailWords } from './mail-words.ts'
import type { Patience } from './send-webhook.ts'
import { isOnLoopback } from './where-to.ts'

/** Where mail is handed in, and from whom it comes. */
export interface MailServer {
  /** smtp://… or smtps://…, with name and password when it wants them. */
  url: string
  from: string
}

interface Mailing {
  server: MailServer
  to: readonly string[]
  /** The delivery's: the mail's own id, the same however often it is sent. */
  id: string
  now: Date
  patience: Patience
}

/** Hands in one mail to all addresses of a team. Resolves with what to note of it. @throws NotSent. */
export async function sendMail(
  words: MailWords,
  { server, to, id, now, patience }: Mailing,
): Promise<string> {
  const url = new URL(server.url)
  const transport = createTransport({
    url: server.url,
    // Never in clear over a network; `?requireTLS=false` in the address says otherwise.
    requireTLS: !isOnLoopback(url),
    connectionTimeout: patience.connect,
    greetingTimeout: patience.connect,
    socketTimeout: patience.answer,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  let late: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_done, failed) => {
    const words = 'the mail server took too long'
    late = setTimeout(() => failed(new NotSent(words)), 2 * (patience.connect + patience.answer))
  })
  try {
    const sending = transport.sendMail({
      ...{ from: server.from, to: [...to], date: now, ...words },
      messageId: `<${id}@${domainOf(server.from)}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    const sent = await Promise.race([sending, tooLate])
    const refused = sent.rejected.length
    return refused
      ? `taken, but not for ${String(refused)} of ${String(to.length)} addresses`
      : 'taken by the mail server'
  } catch (error) {
    throw error instanceof NotSent ? error : asNotSent(error)
  } finally {
    clearTimeout(late)
    transport.close()
  }
}

/** "Perch <perch@city.example>" → "city.example" */
function domainOf(from: string): string {
  return /@([\w.-]+)/.exec(from)?.[1] ?? 'perch.invalid'
}

/** The mail server's own words may name people: only its number is kept. 5xx is refused for good. [std: RFC 5321] */
function asNotSent(error: unknown): NotSent {
  const of = error instanceof Error ? (error as Error & { responseCode?: number; code?: string }) : null
  const status = of?.responseCode
  if (status !== undefined) {
    const final = status >= 500 && of?.code !== 'EAUTH'
    return new NotSent(`the mail server refused it with ${String(status)}`, { final, cause: error })
  }
  return new NotSent(
    of?.code === 'EAUTH' ? 'the mail server took no sign-in' : 'the mail server could not be reached',
    {
      cause: error,
    },
  )
}
