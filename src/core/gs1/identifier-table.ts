/**
 * Every Application Identifier of the GS1 General Specifications (section 3, as of 2026), in our own notation; what is not here is refused.
 * One line: identifiers, format, rules.
 *
 * Identifiers: `10`, a list `11,13`, a span `410-413`; `310-316*5` stands for 3100…3105 up to 3160…3165 (the last digit counts decimals).
 * Format: parts joined by `+`; a part is a character set (n digits, x set 82, y set 39, z set 64), a length (`6`, or `..20` for 1 to 20),
 * `?` when it may be missing, and its checks after colons (check.ts).
 * Rules: `key` a Digital Link may begin with it, `key=22,10,21|235` with these qualifiers after it, in this order;
 * `path` never an attribute in a link's query; `not=` never together with; `with=` needs one of (`&`: both);
 * in patterns `31nn` means any identifier of that shape, `~` another of the same family.
 */
export const IDENTIFIER_TABLE = `
00 n18:mod10:gcp2 key
01 n14:mod10:gcp2 key=22,10,21|235 not=255,37
02 n14:mod10:gcp2 not=01,03 with=37
03 n14:mod10:gcp2 not=01,02,37 path
10 x..20 with=01|02|03|8006|8026
11,13,15,16 n6:date0 with=01|02|03|8006|8026
12 n6:date0 with=8020
17 n6:date0 with=01|02|03|255|8006|8026
20 n2 with=01|02|8006|8026
21 x..20 not=235 with=01|03|8006 path
22 x..20 with=01 path
235 x..28 with=01 path
240,241 x..30 with=01|02|8006|8026
242 n..6 with=01|02|8006|8026
243 x..20 with=01
250 x..30 with=01|8006 with=21
251 x..30 with=01|8006
253 n13:mod10:gcp+x..17? key
254 x..20 with=414 path
255 n13:mod10:gcp+n..12? key not=01,02,415,8006,8020,8026
30 n..8 with=01|02
310-316*5,320-329*5,350-352*5,356*5,357*5,360*5,361*5,364-366*5 n6 not=~ with=01|02
330-336*5,340-349*5,353-355*5,362*5,363*5,367-369*5 n6 not=~ with=00|01
337*5 n6 not=~ with=01
37 n..8 with=00 with=02|8026
390*9 n..15 not=~,391n,394n,8111 with=255|8020
391*9 n3:currency+n..15 not=~ with=8020
392*9 n..15 not=~,393n with=01 with=30|31nn|32nn|35nn|36nn
393*9 n3:currency+n..15 not=~ with=30|31nn|32nn|35nn|36nn
394*3 n4 not=~,8111 with=255
395*5 n6 not=~,392n,393n,8005 with=30|31nn|32nn|35nn|36nn
400 x..30
401 x..30:gcp key
402 n17:mod10:gcp key
403 x..30 with=00
410-413,416 n13:mod10:gcp
414 n13:mod10:gcp key=254|7040
415 n13:mod10:gcp key=8020 with=8020
417 n13:mod10:gcp key=7040
420 x..20 not=421
421 n3:country+x..9 not=4307
422 n3:country not=426 with=01|02|8006|8026
423,425 n3:country+n3?:country+n3?:country+n3?:country+n3?:country not=426 with=01|02
424 n3:country not=426 with=01|02
426 n3:country with=01|02
427 x..3 with=01|02 with=422
4300,4301,4310,4311,4320 x..35:percent with=00
4302,4304-4306,4312,4314-4316 x..70:percent with=00
4303 x..70:percent with=4302
4313 x..70:percent with=4312
4307,4317 x2:country2 with=00
4308,4319 x..30 with=00
4309 n10:latitude+n10:longitude with=00
4318 x..20 with=00
4321-4323 n1:yesno with=00
4324,4325 n6:date0+n4:hhmm with=00
4326 n6:date with=00
4330 n6+x1?:hyphen not=4331 with=00
4331 n6+x1?:hyphen not=4330 with=00
4332 n6+x1?:hyphen not=4333 with=00
4333 n6+x1?:hyphen not=4332 with=00
7001 n13 with=01|02|8006|8026
7002 x..30 with=01|02
7003 n6:date+n4:hhmm with=01|02
7004 n..4 with=01&10
7005 x..12 with=01|02
7006 n6:date with=01|02
7007 n6:date+n6?:date with=01|02
7008 x..3 with=01|02
7009 x..10 with=01|02
7010 x..2 with=01|02
7011 n6:date+n4?:hhmm with=01|02
7020 x..20 with=01|8006 with=416
7021 x..20 with=01|8006
7022 x..20 with=7021
7023 x..30:gcp
7030-7039 n3:country999+x..27 with=01|02
7040 n1+x1+x1+x1:importer path
7041 x..4:package with=00 path
710-717 x..20 with=01
7230-7239 x2+x..28 with=01|8004
7240 x..20 with=01|8006
7241 n2:media with=8017|8018
7242 x..25 with=8017|8018
7250 n8:date8 not=7251 with=8018
7251 n8:date8+n4:hhmm not=7250 with=8018
7252 n1:sex with=8018
7253,7254 x..40:percent not=7256,7259 with=8017|8018
7255 x..10 not=7256,7259 with=8017|8018
7256 x..90:percent with=8017|8018
7257 x..70:percent with=8018
7258 x3:place-in-order with=8018&7259
7259 x..40:percent not=7256 with=8018
8001 n4:nonzero+n5:nonzero+n3:nonzero+n1:winding+n1 with=01
8002 x..20
8003 n1:zero+n13:mod10:gcp+x..16? key
8004 x..30:gcp key=7040
8005 n6 with=01|02
8006 n14:mod10:gcp2+n4:pieces key=22,10,21 not=01,37
8007 x..34:iban with=415
8008 n6:date+n2:hh+n2?:minute+n2?:second with=01|02
8009 x..50 with=00|01
8010 y..30:gcp key=8011
8011 n..12:no-zero-first with=8010 path
8012 x..20 with=01|8006
8013 x..25:mod1021:gcp key
8014 x..25:mod1021:gcp:letter with=01 path
8017 n18:mod10:gcp key=8019 not=8018
8018 n18:mod10:gcp key=8019 not=8017
8019 n..10 with=8017|8018 path
8020 x..25 with=415 path
8026 n14:mod10:gcp2+n4:pieces not=02,8006 with=37
8030 z..90 with=00|01&21|253|255|8003|8004|8006&21|8010&8011|8017|8018
8040 n15 with=01&21 path
8041 n15 with=01&21&8040 path
8042 n32 with=01&21&8040 path
8043 n18+n..2? with=01&21&8040 path
8110 x..70:coupon
8111 n4 with=255
8112 x..70:offer
8200 x..70 with=01 path
90 x..30
91-99 x..90
`;
