import { closeCodes } from '../../wire/close-codes.ts'
import { may } from '../access/may.ts'
import type { Session } from '../access/sessions.ts'
import type { Clients } from './clients.ts'
import type { PageFacts } from './page-facts.ts'

/** What a websocket's address asks for. */
export interface Asked {
  huddle: string
  epoch: number
  client: number
}

export type Admission =
  | { admitted: true; asked: Asked; session: Session; mayWrite: boolean }
  | { admitted: false; code: number; reason: string }

const shape = /^\/page\/([A-Za-z0-9_-]{1,40})\/(\d{1,9})$/

/** Reads `/page/<huddle>/<epoch>?client=<id>`; null when it is anything else. */
export function readAddress(url: string): Asked | null {
  const { pathname, searchParams } = new URL(url, 'http://perch.invalid')
  const [, huddle, epoch] = shape.exec(pathname) ?? []
  const client = searchParams.get('client') ?? ''
  if (huddle === undefined || !/^\d{1,10}$/.test(client)) return null
  return { huddle, epoch: Number(epoch), client: Number(client) }
}

/** Who may come in, asked in this order: session → role → page and epoch current → the client id is theirs. */
export function admit(
  url: string,
  session: Session | null,
  { facts, clients }: { facts: PageFacts; clients: Clients },
): Admission {
  const refused = (code: number, reason: string): Admission => ({ admitted: false, code, reason })
  if (!session) return refused(closeCodes.signedOut, 'signed out')
  const asked = readAddress(url)
  if (!asked) return refused(closeCodes.notAllowed, 'no such address')
  const thing = { kind: 'page', id: asked.huddle } as const
  if (!may(session.colleague, 'read page', thing)) return refused(closeCodes.notAllowed, 'not allowed')
  const page = facts.page(asked.huddle)
  if (!page || page.state === 'closed') return refused(closeCodes.pageGone, 'the page is sealed')
  if (page.epoch !== asked.epoch) return refused(closeCodes.pageGone, 'the page has been replaced')
  if (!clients.isOf(asked.huddle, asked.client, session.colleague.id)) {
    return refused(closeCodes.notAllowed, 'not your client id')
  }
  return { admitted: true, asked, session, mayWrite: may(session.colleague, 'write page', thing) }
}
