import { json } from '@sveltejs/kit'
import type { RequestHandler } from './$types'

/** For whoever watches the server: can the database be written, and since when it runs. No data of anyone. */
export const GET: RequestHandler = ({ locals }) => {
  const health = locals.service.health()
  return json(health, {
    status: health.database === 'writable' ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  })
}
