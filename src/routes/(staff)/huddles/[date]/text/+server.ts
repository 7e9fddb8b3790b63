import { answer, asker } from '../../../../answer.ts'
import type { RequestHandler } from './$types'

/** The record as plain text to paste elsewhere: of everybody, or of `?person=` (an episode) alone. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const text = await answer(
    locals.service.recordText(asker(locals), params.date, url.searchParams.get('person')),
  )
  return new Response(text, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
}
