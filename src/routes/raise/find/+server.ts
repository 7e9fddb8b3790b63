import { asker } from '../../answer.ts'
import { inJson } from '../../in-json.ts'
import type { RequestHandler } from './$types'

/** Whom letters of a name or a reference mean. By POST, so that no name is in an address. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const who = asker(locals)
  const given = (await request.json().catch(() => ({}))) as { typed: string }
  return inJson(locals.service.raised.find(who, given))
}
