import { asker } from '../../../answer.ts'
import { inJson } from '../../../in-json.ts'
import type { RequestHandler } from './$types'

/** What is promised for a day an administrator thinks of closing. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const who = asker(locals)
  const given = (await request.json().catch(() => ({}))) as { date: string }
  return inJson(locals.service.serviceSettings.dueOn(who, given))
}
