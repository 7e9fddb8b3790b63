import { answer, asker } from '../../answer.ts'
import type { PageServerLoad } from './$types'

/** A page of the huddles that have closed: the newest, or those before a day. */
export const load: PageServerLoad = async ({ locals, url }) =>
  answer(locals.service.records(asker(locals), url.searchParams.get('before')))
