import { asker } from '../../answer.ts'
import { inJson } from '../../in-json.ts'
import type { RequestHandler } from './$types'

/** Takes a raise back. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const who = asker(locals)
  const given = (await request.json().catch(() => ({}))) as { id: string }
  return inJson(locals.service.raised.takeBack(who, given))
}
