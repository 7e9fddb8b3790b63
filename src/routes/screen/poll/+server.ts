import { json } from '@sveltejs/kit'
import { z } from 'zod'
import { answer } from '../../answer.ts'
import type { RequestHandler } from './$types'

const asked = z.object({ shows: z.boolean() })

/**
 * A browser that waits to be paired asks what to show: a new code, the one it has, or, once a colleague has paired it,
 * nothing more: from then on it has a session of its own.
 */
export const POST: RequestHandler = async ({ request, locals, getClientAddress }) => {
  const headers = { 'cache-control': 'no-store' }
  if (locals.session) return json({ kind: 'paired' }, { headers })
  const given = asked.safeParse(await request.json().catch(() => null))
  const shows = given.success && given.data.shows
  const told = await answer(locals.service.screens.ask(locals.device, shows, getClientAddress()))
  switch (told.kind) {
    case 'waiting':
      return json(told, { headers })
    case 'code':
      locals.keepDevice(told.device)
      return json({ kind: told.kind, code: told.code, expiresAt: told.expiresAt }, { headers })
    case 'paired':
      locals.keepSession(told.token, told.seconds)
      return json({ kind: told.kind }, { headers })
  }
}
