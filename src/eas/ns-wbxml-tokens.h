/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The bytes of WBXML that are not tags (MS-ASWBXML 2.1.1; eas-facts 2.1). */

#define NS_WBXML_VERSION_1_3 0x03
#define NS_WBXML_PUBLIC_ID_UNKNOWN 0x01
#define NS_WBXML_CHARSET_UTF_8 0x6a

#define NS_WBXML_SWITCH_PAGE 0x00
#define NS_WBXML_END 0x01
#define NS_WBXML_ENTITY 0x02
#define NS_WBXML_STR_I 0x03
#define NS_WBXML_OPAQUE 0xc3

#define NS_WBXML_HAS_CONTENT 0x40
#define NS_WBXML_HAS_ATTRIBUTES 0x80
#define NS_WBXML_TOKEN_MASK 0x3f
#define NS_WBXML_FIRST_TAG_TOKEN 0x05
