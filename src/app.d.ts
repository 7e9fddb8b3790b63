import type { Session } from '#lib/server/access/sessions.ts'
import type { Service } from '#lib/server/service.ts'

declare global {
  namespace App {
    interface Locals {
      service: Service
      session: Session | null
      /** Starts using this token's session; one held before ends. */
      keepSession: (token: string) => void
      /** Ends the session and forgets its cookie. */
      dropSession: () => void
    }
    interface Error {
      message: string
      code?: string
    }
  }
}

export {}
