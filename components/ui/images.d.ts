/** What Next makes of an imported image; its own next-env.d.ts, which says the same, is there only after a build. */
/// <reference types="next/image-types/global" />
