import { json } from '@sveltejs/kit'
import type { RequestHandler } from './$types'

/** Who is signed in in this browser, if anybody: a tab whose session ended asks it again and again. */
export const GET: RequestHandler = ({ locals }) =>
  json({ colleague: locals.session?.colleague.id ?? null }, { headers: { 'cache-control': 'no-store' } })
