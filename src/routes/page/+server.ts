import { error, json } from '@sveltejs/kit'
import { answer } from '../answer.ts'
import type { RequestHandler } from './$types'

/** Where the current page is and which Yjs client id this session writes as (docs/protocol.md). */
export const GET: RequestHandler = async ({ locals }) => {
  if (!locals.session)
    error(401, { message: 'You are signed out. Sign in again to go on.', code: 'not-signed-in' })
  return json(await answer(locals.service.pageAddress(locals.session)), {
    headers: { 'cache-control': 'no-store' },
  })
}
