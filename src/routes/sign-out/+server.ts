import { redirect } from '@sveltejs/kit'
import type { RequestHandler } from './$types'

/** Ends the session, and with it every socket it holds. */
export const POST: RequestHandler = ({ locals }) => {
  locals.dropSession()
  redirect(303, '/sign-in')
}
