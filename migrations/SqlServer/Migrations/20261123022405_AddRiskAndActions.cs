using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MakingItWork.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AddRiskAndActions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Absences",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    From = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    CoverId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SetBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SetById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SetAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
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
                name: "Escalations",
                columns: table => new
                {
                    ReportId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Level = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    BatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
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
                name: "RiskRecords",
                columns: table => new
                {
                    HazardId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ForOrganisation = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: false),
                    LastVersion = table.Column<int>(type: "int", nullable: false),
                    CurrentVersion = table.Column<int>(type: "int", nullable: true),
                    FinalVersion = table.Column<int>(type: "int", nullable: true),
                    Rating = table.Column<int>(type: "int", nullable: true)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ReportId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    HazardId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ForOrganisation = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: false),
                    What = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    AssigneeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DueAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    State = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    StateReason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    RemindAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
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
                name: "RiskAssessments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    HazardId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ForOrganisation = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    State = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    TakesBack = table.Column<int>(type: "int", nullable: true),
                    AssessedById = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AssessedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    InRole = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Content_AcceptanceReason = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Content_Accepted = table.Column<bool>(type: "bit", nullable: true),
                    Content_Causes = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Content_Description = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Content_DesignControls = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Content_ExistingControls = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Content_Impact = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Content_InitialLikelihood = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    Content_InitialRating = table.Column<int>(type: "int", nullable: true),
                    Content_InitialSeverity = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    Content_Justification = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Content_Name = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    Content_ProcessControls = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Content_ResidualLikelihood = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    Content_ResidualRating = table.Column<int>(type: "int", nullable: true),
                    Content_ResidualSeverity = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    Content_Status = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Content_TestControls = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    Content_TrainingControls = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ActionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Who = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Words = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    WhatBefore = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    AssigneeBefore = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    DueBefore = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    StateBefore = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: true),
                    ReasonBefore = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true)
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
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    ActionId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    DueAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    BatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Email = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: false),
                    InPlaceOf = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    PlannedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    State = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    SentAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    NotBefore = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    LeaseUntil = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    Trouble = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true)
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
                name: "IX_Absences_CoverId",
                table: "Absences",
                column: "CoverId");

            migrationBuilder.CreateIndex(
                name: "IX_Absences_PersonId_Until",
                table: "Absences",
                columns: new[] { "PersonId", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_Escalations_BatchId",
                table: "Escalations",
                column: "BatchId");

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Absences");

            migrationBuilder.DropTable(
                name: "Escalations");

            migrationBuilder.DropTable(
                name: "RiskAssessments");

            migrationBuilder.DropTable(
                name: "SafetyActionChanges");

            migrationBuilder.DropTable(
                name: "TeamMails");

            migrationBuilder.DropTable(
                name: "RiskRecords");

            migrationBuilder.DropTable(
                name: "SafetyActions");
        }
    }
}
