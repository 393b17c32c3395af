import * as z from "zod";

// The content security policy forbids eval. zod decides when a schema is made, so this runs before any of ours.
z.config({ jitless: true });
