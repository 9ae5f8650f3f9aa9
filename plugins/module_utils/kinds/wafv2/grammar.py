# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the structures of a web ACL are made of, as AWS's model of wafv2 has it.

A kind asks no botocore; a test holds this against botocore's model.  `Member` is plain, `Member:Shape` a structure,
`Member:` one that is named as the member is; `*` marks a list, `%` a mapping whose keys the user chooses.
"""

from __future__ import annotations

GRAMMAR = """
Rule = Name Priority Statement: Action:RuleAction OverrideAction: RuleLabels:Label* VisibilityConfig: CaptchaConfig:
    ChallengeConfig:
Statement = ByteMatchStatement: SqliMatchStatement: XssMatchStatement: SizeConstraintStatement: GeoMatchStatement:
    RuleGroupReferenceStatement: IPSetReferenceStatement: RegexPatternSetReferenceStatement: RateBasedStatement:
    AndStatement: OrStatement: NotStatement: ManagedRuleGroupStatement: LabelMatchStatement: RegexMatchStatement:
    AsnMatchStatement:
ByteMatchStatement = SearchString FieldToMatch: TextTransformations:TextTransformation*
    PreParseTextTransformations:PreParseTextTransformation* PositionalConstraint
FieldToMatch = SingleHeader: SingleQueryArgument: AllQueryArguments: UriPath: QueryString: Body: Method: JsonBody:
    Headers: Cookies: HeaderOrder: JA3Fingerprint: JA4Fingerprint: UriFragment:
SingleHeader = Name
SingleQueryArgument = Name
AllQueryArguments =
UriPath =
QueryString =
Body = OversizeHandling
Method =
JsonBody = MatchPattern:JsonMatchPattern MatchScope InvalidFallbackBehavior OversizeHandling
JsonMatchPattern = All: IncludedPaths*
All =
Headers = MatchPattern:HeaderMatchPattern MatchScope OversizeHandling
HeaderMatchPattern = All: IncludedHeaders* ExcludedHeaders*
Cookies = MatchPattern:CookieMatchPattern MatchScope OversizeHandling
CookieMatchPattern = All: IncludedCookies* ExcludedCookies*
HeaderOrder = OversizeHandling
JA3Fingerprint = FallbackBehavior
JA4Fingerprint = FallbackBehavior
UriFragment = FallbackBehavior
TextTransformation = Priority Type
PreParseTextTransformation = Priority Type
SqliMatchStatement = FieldToMatch: TextTransformations:TextTransformation*
    PreParseTextTransformations:PreParseTextTransformation* SensitivityLevel
XssMatchStatement = FieldToMatch: TextTransformations:TextTransformation*
    PreParseTextTransformations:PreParseTextTransformation*
SizeConstraintStatement = FieldToMatch: ComparisonOperator Size TextTransformations:TextTransformation*
    PreParseTextTransformations:PreParseTextTransformation*
GeoMatchStatement = CountryCodes* ForwardedIPConfig:
ForwardedIPConfig = HeaderName FallbackBehavior
RuleGroupReferenceStatement = ARN ExcludedRules:ExcludedRule* RuleActionOverrides:RuleActionOverride*
ExcludedRule = Name
RuleActionOverride = Name ActionToUse:RuleAction
RuleAction = Block:BlockAction Allow:AllowAction Count:CountAction Captcha:CaptchaAction Challenge:ChallengeAction
    Monetize:MonetizeAction
BlockAction = CustomResponse:
CustomResponse = ResponseCode CustomResponseBodyKey ResponseHeaders:CustomHTTPHeader*
CustomHTTPHeader = Name Value
AllowAction = CustomRequestHandling:
CustomRequestHandling = InsertHeaders:CustomHTTPHeader*
CountAction = CustomRequestHandling:
CaptchaAction = CustomRequestHandling:
ChallengeAction = CustomRequestHandling:
MonetizeAction = PriceMultiplier
IPSetReferenceStatement = ARN IPSetForwardedIPConfig:
IPSetForwardedIPConfig = HeaderName FallbackBehavior Position
RegexPatternSetReferenceStatement = ARN FieldToMatch: TextTransformations:TextTransformation*
    PreParseTextTransformations:PreParseTextTransformation*
RateBasedStatement = Limit EvaluationWindowSec AggregateKeyType ScopeDownStatement:Statement ForwardedIPConfig:
    CustomKeys:RateBasedStatementCustomKey*
RateBasedStatementCustomKey = Header:RateLimitHeader Cookie:RateLimitCookie QueryArgument:RateLimitQueryArgument
    QueryString:RateLimitQueryString HTTPMethod:RateLimitHTTPMethod ForwardedIP:RateLimitForwardedIP IP:RateLimitIP
    LabelNamespace:RateLimitLabelNamespace UriPath:RateLimitUriPath JA3Fingerprint:RateLimitJA3Fingerprint
    JA4Fingerprint:RateLimitJA4Fingerprint ASN:RateLimitAsn
RateLimitHeader = Name TextTransformations:TextTransformation*
RateLimitCookie = Name TextTransformations:TextTransformation*
RateLimitQueryArgument = Name TextTransformations:TextTransformation*
RateLimitQueryString = TextTransformations:TextTransformation*
RateLimitHTTPMethod =
RateLimitForwardedIP =
RateLimitIP =
RateLimitLabelNamespace = Namespace
RateLimitUriPath = TextTransformations:TextTransformation*
RateLimitJA3Fingerprint = FallbackBehavior
RateLimitJA4Fingerprint = FallbackBehavior
RateLimitAsn =
AndStatement = Statements:Statement*
OrStatement = Statements:Statement*
NotStatement = Statement:
ManagedRuleGroupStatement = VendorName Name Version ExcludedRules:ExcludedRule* ScopeDownStatement:Statement
    ManagedRuleGroupConfigs:ManagedRuleGroupConfig* RuleActionOverrides:RuleActionOverride*
ManagedRuleGroupConfig = LoginPath PayloadType UsernameField: PasswordField: AWSManagedRulesBotControlRuleSet:
    AWSManagedRulesATPRuleSet: AWSManagedRulesACFPRuleSet: AWSManagedRulesAntiDDoSRuleSet:
UsernameField = Identifier
PasswordField = Identifier
AWSManagedRulesBotControlRuleSet = InspectionLevel EnableMachineLearning
AWSManagedRulesATPRuleSet = LoginPath RequestInspection: ResponseInspection: EnableRegexInPath
RequestInspection = PayloadType UsernameField: PasswordField:
ResponseInspection = StatusCode:ResponseInspectionStatusCode Header:ResponseInspectionHeader
    BodyContains:ResponseInspectionBodyContains Json:ResponseInspectionJson
ResponseInspectionStatusCode = SuccessCodes* FailureCodes*
ResponseInspectionHeader = Name SuccessValues* FailureValues*
ResponseInspectionBodyContains = SuccessStrings* FailureStrings*
ResponseInspectionJson = Identifier SuccessValues* FailureValues*
AWSManagedRulesACFPRuleSet = CreationPath RegistrationPagePath RequestInspection:RequestInspectionACFP
    ResponseInspection: EnableRegexInPath
RequestInspectionACFP = PayloadType UsernameField: PasswordField: EmailField: PhoneNumberFields:PhoneNumberField*
    AddressFields:AddressField*
EmailField = Identifier
PhoneNumberField = Identifier
AddressField = Identifier
AWSManagedRulesAntiDDoSRuleSet = ClientSideActionConfig: SensitivityToBlock
ClientSideActionConfig = Challenge:ClientSideAction
ClientSideAction = UsageOfAction Sensitivity ExemptUriRegularExpressions:Regex*
Regex = RegexString
LabelMatchStatement = Scope Key
RegexMatchStatement = RegexString FieldToMatch: TextTransformations:TextTransformation*
    PreParseTextTransformations:PreParseTextTransformation*
AsnMatchStatement = AsnList* ForwardedIPConfig:
OverrideAction = Count:CountAction None:NoneAction
NoneAction =
Label = Name
VisibilityConfig = SampledRequestsEnabled CloudWatchMetricsEnabled MetricName
CaptchaConfig = ImmunityTimeProperty:
ImmunityTimeProperty = ImmunityTime
ChallengeConfig = ImmunityTimeProperty:
DefaultAction = Block:BlockAction Allow:AllowAction
CustomResponseBody = ContentType Content
AssociationConfig = RequestBody:RequestBodyAssociatedResourceTypeConfig%
    ChallengeJavascriptSdkInjection:ChallengeJavascriptSdkInjectionConfig%
RequestBodyAssociatedResourceTypeConfig = DefaultSizeInspectionLimit
ChallengeJavascriptSdkInjectionConfig =
DataProtectionConfig = DataProtections:DataProtection*
DataProtection = Field:FieldToProtect Action ExcludeRuleMatchDetails ExcludeRateBasedDetails
FieldToProtect = FieldType FieldKeys*
LoggingFilter = Filters:Filter* DefaultBehavior
Filter = Behavior Requirement Conditions:Condition*
Condition = ActionCondition: LabelNameCondition:
ActionCondition = Action
LabelNameCondition = LabelName
"""
