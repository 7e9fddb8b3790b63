import { answer, asker } from '../../answer.ts'
import { photoAnswer } from '../../in-json.ts'
import type { RequestHandler } from './$types'

/** One photo, for colleagues. */
export const GET: RequestHandler = async ({ params, locals }) =>
  photoAnswer(await answer(locals.service.raised.photo(asker(locals), params.id)))
