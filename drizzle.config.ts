import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  schema: [
    './src/lib/server/storage/schema.ts',
    './src/lib/server/storage/page-schema.ts',
    './src/lib/server/storage/screen-schema.ts',
  ],
  out: './drizzle',
})
