import { answer, asker } from '../../answer.ts'
import { photoAnswer } from '../../in-json.ts'
import type { RequestHandler } from './$types'

/** The photo the chair shows just now, for a shared screen and by its own session. It names none: there is one or none. */
export const GET: RequestHandler = async ({ locals }) =>
  photoAnswer(await answer(locals.service.raised.shownPhoto(asker(locals))))
