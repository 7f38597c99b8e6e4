using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MakingItWork.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddTriageRoom : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LinkChanges");

            // not DropColumn: that copies the whole table, and outside a transaction, so that a power cut would leave half of the change
            migrationBuilder.Sql("ALTER TABLE \"Screenshots\" DROP COLUMN \"PerceptualHash\"");

            migrationBuilder.AddColumn<Guid>(
                name: "ActId",
                table: "ReportsApart",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "HandledAt",
                table: "Hazards",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ActId",
                table: "HazardRefusals",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "MailId",
                table: "HazardNotices",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "KeysOff",
                table: "AspNetUsers",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "Absences",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                    CoverId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SetBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SetById = table.Column<Guid>(type: "TEXT", nullable: false),
                    SetAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Absences", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Absences_AspNetUsers_CoverId",
                        column: x => x.CoverId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Absences_AspNetUsers_PersonId",
                        column: x => x.PersonId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Assignments",
                columns: table => new
                {
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AssignedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Assignments", x => x.ReportId);
                    table.ForeignKey(
                        name: "FK_Assignments_AspNetUsers_PersonId",
                        column: x => x.PersonId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Assignments_Reports_ReportId",
                        column: x => x.ReportId,
                        principalTable: "Reports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DecisionDrafts",
                columns: table => new
                {
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TypeCode = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Severity = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Likelihood = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Message = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    UrgencyReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DecisionDrafts", x => new { x.ReportId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_DecisionDrafts_AspNetUsers_PersonId",
                        column: x => x.PersonId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_DecisionDrafts_Reports_ReportId",
                        column: x => x.ReportId,
                        principalTable: "Reports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Escalations",
                columns: table => new
                {
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Level = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Escalations", x => new { x.ReportId, x.Level });
                    table.ForeignKey(
                        name: "FK_Escalations_Reports_ReportId",
                        column: x => x.ReportId,
                        principalTable: "Reports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "HazardChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ActId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    HazardId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromHazardId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OtherReportId = table.Column<Guid>(type: "TEXT", nullable: true),
                    FromBy = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    FromScore = table.Column<double>(type: "REAL", nullable: true),
                    FromLikeReportId = table.Column<Guid>(type: "TEXT", nullable: true),
                    FromWhy = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    FromReportId = table.Column<Guid>(type: "TEXT", nullable: true),
                    FromLed = table.Column<bool>(type: "INTEGER", nullable: false),
                    ForgotApart = table.Column<bool>(type: "INTEGER", nullable: false),
                    FromState = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    ToState = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    FromFixedIn = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    ToFixedIn = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Who = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    OrganisationCode = table.Column<string>(type: "TEXT", maxLength: 8, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    UndoneAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HazardChanges", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "IndexTroubles",
                columns: table => new
                {
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IndexTroubles", x => x.ReportId);
                    table.ForeignKey(
                        name: "FK_IndexTroubles_Reports_ReportId",
                        column: x => x.ReportId,
                        principalTable: "Reports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "NoticeMails",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    MessageId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    SentTo = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: true),
                    LeaseUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Trouble = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoticeMails", x => x.Id);
                    table.ForeignKey(
                        name: "FK_NoticeMails_AspNetUsers_PersonId",
                        column: x => x.PersonId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "QueueMarks",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    LastId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QueueMarks", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "QueueRows",
                columns: table => new
                {
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    OrganisationCode = table.Column<string>(type: "TEXT", maxLength: 8, nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    SortKey = table.Column<long>(type: "INTEGER", nullable: false),
                    UrgencyRank = table.Column<int>(type: "INTEGER", nullable: false),
                    HarmRank = table.Column<int>(type: "INTEGER", nullable: false),
                    SubmittedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    StageSince = table.Column<long>(type: "INTEGER", nullable: false),
                    CameAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SupplierId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ProductId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ProductWords = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Unit = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    TypeCode = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Confidence = table.Column<double>(type: "REAL", nullable: true),
                    NotSure = table.Column<bool>(type: "INTEGER", nullable: false),
                    HazardId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AssignedTo = table.Column<Guid>(type: "TEXT", nullable: true),
                    RiskRating = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QueueRows", x => x.ReportId);
                    table.ForeignKey(
                        name: "FK_QueueRows_Reports_ReportId",
                        column: x => x.ReportId,
                        principalTable: "Reports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ReportChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReportChanges_Reports_ReportId",
                        column: x => x.ReportId,
                        principalTable: "Reports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ReportPresences",
                columns: table => new
                {
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    LastSeen = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportPresences", x => new { x.ReportId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_ReportPresences_AspNetUsers_PersonId",
                        column: x => x.PersonId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ReportPresences_Reports_ReportId",
                        column: x => x.ReportId,
                        principalTable: "Reports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ReportsOpened",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportsOpened", x => new { x.PersonId, x.ReportId });
                    table.ForeignKey(
                        name: "FK_ReportsOpened_Reports_ReportId",
                        column: x => x.ReportId,
                        principalTable: "Reports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RiskRecords",
                columns: table => new
                {
                    HazardId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ForOrganisation = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    LastVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    CurrentVersion = table.Column<int>(type: "INTEGER", nullable: true),
                    FinalVersion = table.Column<int>(type: "INTEGER", nullable: true),
                    Rating = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RiskRecords", x => new { x.HazardId, x.ForOrganisation });
                    table.ForeignKey(
                        name: "FK_RiskRecords_Hazards_HazardId",
                        column: x => x.HazardId,
                        principalTable: "Hazards",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SafetyActions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HazardId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ForOrganisation = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    What = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    AssigneeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    StateReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RemindAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SafetyActions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SafetyActions_AspNetUsers_AssigneeId",
                        column: x => x.AssigneeId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SafetyActions_Reports_ReportId",
                        column: x => x.ReportId,
                        principalTable: "Reports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SavedFilters",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Query = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    IsDefault = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedFilters", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SavedFilters_AspNetUsers_PersonId",
                        column: x => x.PersonId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SearchBeginnings",
                columns: table => new
                {
                    Letters = table.Column<long>(type: "INTEGER", nullable: false),
                    Word = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchBeginnings", x => new { x.Letters, x.Word });
                });

            migrationBuilder.CreateTable(
                name: "SearchedReports",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Rules = table.Column<int>(type: "INTEGER", nullable: false),
                    Words = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchedReports", x => x.Number);
                    table.ForeignKey(
                        name: "FK_SearchedReports_Reports_ReportId",
                        column: x => x.ReportId,
                        principalTable: "Reports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SearchEntries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SearchRounds",
                columns: table => new
                {
                    Rules = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    AllFoundAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchRounds", x => x.Rules);
                });

            migrationBuilder.CreateTable(
                name: "TeamNotes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Who = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TeamNotes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TeamNotes_Reports_ReportId",
                        column: x => x.ReportId,
                        principalTable: "Reports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RiskAssessments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    HazardId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ForOrganisation = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    TakesBack = table.Column<int>(type: "INTEGER", nullable: true),
                    AssessedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    AssessedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    InRole = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Content_AcceptanceReason = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    Content_Accepted = table.Column<bool>(type: "INTEGER", nullable: true),
                    Content_Causes = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    Content_Description = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    Content_DesignControls = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    Content_ExistingControls = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    Content_Impact = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    Content_InitialLikelihood = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Content_InitialRating = table.Column<int>(type: "INTEGER", nullable: true),
                    Content_InitialSeverity = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Content_Justification = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    Content_Name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    Content_ProcessControls = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    Content_ResidualLikelihood = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Content_ResidualRating = table.Column<int>(type: "INTEGER", nullable: true),
                    Content_ResidualSeverity = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Content_Status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Content_TestControls = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    Content_TrainingControls = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RiskAssessments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RiskAssessments_RiskRecords_HazardId_ForOrganisation",
                        columns: x => new { x.HazardId, x.ForOrganisation },
                        principalTable: "RiskRecords",
                        principalColumns: new[] { "HazardId", "ForOrganisation" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SafetyActionChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ActionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Who = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    WhatBefore = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    AssigneeBefore = table.Column<Guid>(type: "TEXT", nullable: true),
                    DueBefore = table.Column<long>(type: "INTEGER", nullable: true),
                    StateBefore = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    ReasonBefore = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SafetyActionChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SafetyActionChanges_SafetyActions_ActionId",
                        column: x => x.ActionId,
                        principalTable: "SafetyActions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TeamMails",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ActionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    InPlaceOf = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    PlannedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: true),
                    LeaseUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Trouble = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TeamMails", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TeamMails_SafetyActions_ActionId",
                        column: x => x.ActionId,
                        principalTable: "SafetyActions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ReportsApart_ActId",
                table: "ReportsApart",
                column: "ActId");

            migrationBuilder.CreateIndex(
                name: "IX_HazardRefusals_ActId",
                table: "HazardRefusals",
                column: "ActId");

            migrationBuilder.CreateIndex(
                name: "IX_HazardNotices_MailId_SeenAt",
                table: "HazardNotices",
                columns: new[] { "MailId", "SeenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Absences_CoverId",
                table: "Absences",
                column: "CoverId");

            migrationBuilder.CreateIndex(
                name: "IX_Absences_PersonId_Until",
                table: "Absences",
                columns: new[] { "PersonId", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_PersonId",
                table: "Assignments",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_DecisionDrafts_PersonId",
                table: "DecisionDrafts",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Escalations_BatchId",
                table: "Escalations",
                column: "BatchId");

            migrationBuilder.CreateIndex(
                name: "IX_HazardChanges_ActId",
                table: "HazardChanges",
                column: "ActId");

            migrationBuilder.CreateIndex(
                name: "IX_HazardChanges_FromHazardId_At",
                table: "HazardChanges",
                columns: new[] { "FromHazardId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_HazardChanges_HazardId_At",
                table: "HazardChanges",
                columns: new[] { "HazardId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_HazardChanges_ReportId_At",
                table: "HazardChanges",
                columns: new[] { "ReportId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_NoticeMails_PersonId",
                table: "NoticeMails",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_NoticeMails_State_NotBefore",
                table: "NoticeMails",
                columns: new[] { "State", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_QueueRows_AssignedTo_State_SortKey",
                table: "QueueRows",
                columns: new[] { "AssignedTo", "State", "SortKey" });

            migrationBuilder.CreateIndex(
                name: "IX_QueueRows_National",
                table: "QueueRows",
                columns: new[] { "State", "SortKey", "ReportId", "AssignedTo", "ProductId", "TypeCode", "HarmRank", "UrgencyRank", "SubmittedAt", "Unit", "OrganisationCode" });

            migrationBuilder.CreateIndex(
                name: "IX_QueueRows_OrganisationCode_State_AssignedTo",
                table: "QueueRows",
                columns: new[] { "OrganisationCode", "State", "AssignedTo" });

            migrationBuilder.CreateIndex(
                name: "IX_QueueRows_OrganisationCode_State_CameAt",
                table: "QueueRows",
                columns: new[] { "OrganisationCode", "State", "CameAt" });

            migrationBuilder.CreateIndex(
                name: "IX_QueueRows_State_AssignedTo",
                table: "QueueRows",
                columns: new[] { "State", "AssignedTo" });

            migrationBuilder.CreateIndex(
                name: "IX_QueueRows_State_CameAt",
                table: "QueueRows",
                columns: new[] { "State", "CameAt" });

            migrationBuilder.CreateIndex(
                name: "IX_QueueRows_Team",
                table: "QueueRows",
                columns: new[] { "OrganisationCode", "State", "SortKey", "ReportId", "AssignedTo", "ProductId", "TypeCode", "HarmRank", "UrgencyRank", "SubmittedAt", "Unit" });

            migrationBuilder.CreateIndex(
                name: "IX_ReportChanges_At",
                table: "ReportChanges",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_ReportChanges_ReportId",
                table: "ReportChanges",
                column: "ReportId");

            migrationBuilder.CreateIndex(
                name: "IX_ReportPresences_PersonId",
                table: "ReportPresences",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ReportsOpened_ReportId",
                table: "ReportsOpened",
                column: "ReportId");

            migrationBuilder.CreateIndex(
                name: "IX_RiskAssessments_HazardId_ForOrganisation_Version",
                table: "RiskAssessments",
                columns: new[] { "HazardId", "ForOrganisation", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RiskRecords_ForOrganisation_Rating",
                table: "RiskRecords",
                columns: new[] { "ForOrganisation", "Rating" });

            migrationBuilder.CreateIndex(
                name: "IX_SafetyActionChanges_ActionId_Version",
                table: "SafetyActionChanges",
                columns: new[] { "ActionId", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SafetyActions_AssigneeId_State_DueAt",
                table: "SafetyActions",
                columns: new[] { "AssigneeId", "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_SafetyActions_ForOrganisation_State_DueAt",
                table: "SafetyActions",
                columns: new[] { "ForOrganisation", "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_SafetyActions_HazardId",
                table: "SafetyActions",
                column: "HazardId");

            migrationBuilder.CreateIndex(
                name: "IX_SafetyActions_ReportId",
                table: "SafetyActions",
                column: "ReportId");

            migrationBuilder.CreateIndex(
                name: "IX_SafetyActions_State_RemindAt",
                table: "SafetyActions",
                columns: new[] { "State", "RemindAt" });

            migrationBuilder.CreateIndex(
                name: "IX_SavedFilters_PersonId_Name",
                table: "SavedFilters",
                columns: new[] { "PersonId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SearchBeginnings_Word",
                table: "SearchBeginnings",
                column: "Word");

            migrationBuilder.CreateIndex(
                name: "IX_SearchedReports_ReportId",
                table: "SearchedReports",
                column: "ReportId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TeamMails_ActionId",
                table: "TeamMails",
                column: "ActionId");

            migrationBuilder.CreateIndex(
                name: "IX_TeamMails_Key",
                table: "TeamMails",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TeamMails_State_NotBefore",
                table: "TeamMails",
                columns: new[] { "State", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_TeamNotes_ReportId_At",
                table: "TeamNotes",
                columns: new[] { "ReportId", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Absences");

            migrationBuilder.DropTable(
                name: "Assignments");

            migrationBuilder.DropTable(
                name: "DecisionDrafts");

            migrationBuilder.DropTable(
                name: "Escalations");

            migrationBuilder.DropTable(
                name: "HazardChanges");

            migrationBuilder.DropTable(
                name: "IndexTroubles");

            migrationBuilder.DropTable(
                name: "NoticeMails");

            migrationBuilder.DropTable(
                name: "QueueMarks");

            migrationBuilder.DropTable(
                name: "QueueRows");

            migrationBuilder.DropTable(
                name: "ReportChanges");

            migrationBuilder.DropTable(
                name: "ReportPresences");

            migrationBuilder.DropTable(
                name: "ReportsOpened");

            migrationBuilder.DropTable(
                name: "RiskAssessments");

            migrationBuilder.DropTable(
                name: "SafetyActionChanges");

            migrationBuilder.DropTable(
                name: "SavedFilters");

            migrationBuilder.DropTable(
                name: "SearchBeginnings");

            migrationBuilder.DropTable(
                name: "SearchedReports");

            migrationBuilder.DropTable(
                name: "SearchEntries");

            migrationBuilder.DropTable(
                name: "SearchRounds");

            migrationBuilder.DropTable(
                name: "TeamMails");

            migrationBuilder.DropTable(
                name: "TeamNotes");

            migrationBuilder.DropTable(
                name: "RiskRecords");

            migrationBuilder.DropTable(
                name: "SafetyActions");

            migrationBuilder.DropIndex(
                name: "IX_ReportsApart_ActId",
                table: "ReportsApart");

            migrationBuilder.DropIndex(
                name: "IX_HazardRefusals_ActId",
                table: "HazardRefusals");

            migrationBuilder.DropIndex(
                name: "IX_HazardNotices_MailId_SeenAt",
                table: "HazardNotices");

            migrationBuilder.DropColumn(
                name: "ActId",
                table: "ReportsApart");

            migrationBuilder.DropColumn(
                name: "HandledAt",
                table: "Hazards");

            migrationBuilder.DropColumn(
                name: "ActId",
                table: "HazardRefusals");

            migrationBuilder.DropColumn(
                name: "MailId",
                table: "HazardNotices");

            migrationBuilder.DropColumn(
                name: "KeysOff",
                table: "AspNetUsers");

            migrationBuilder.AddColumn<long>(
                name: "PerceptualHash",
                table: "Screenshots",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "LinkChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    FromBy = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    FromHazardId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromWhy = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ToHazardId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UndoneAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LinkChanges", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_LinkChanges_ReportId_At",
                table: "LinkChanges",
                columns: new[] { "ReportId", "At" });
        }
    }
}
